package dev.ticketstream.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.command.RunningService;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class PendingWritesIT {

  private static final String INSERT = "insert into known_team (id) values (?)";

  private final RunningService service = RunningService.get();
  private final PendingWrites writes = service.bean(PendingWrites.class);
  private final TransactionTemplate transactions = service.bean(TransactionTemplate.class);
  private final String team = "pending-" + UUID.randomUUID();

  @Test
  void sendsWritesInTheirOrderBeforeTheCommit() {
    List<Integer> rows = new ArrayList<>();
    inTransaction(
        _ -> {
          writes.add(INSERT, List.of(team), rows::add);
          writes.add(
              "update known_team set id = id || ? where id = ?", List.of("-2", team), rows::add);
          writes.add("delete from known_team where id = ?", List.of(team), rows::add);
          assertThat(teams()).isEmpty();
        });
    assertThat(rows).containsExactly(1, 1, 0);
    assertThat(teams()).containsExactly(team + "-2");
  }

  @Test
  void sendsOnDemandWhatTheTransactionWantsToRead() {
    inTransaction(
        _ -> {
          writes.add(INSERT, List.of(team), _ -> {});
          writes.flush();
          assertThat(teams()).containsExactly(team);
        });
  }

  @Test
  void sendsManyWrites() {
    inTransaction(
        _ -> {
          for (int i = 0; i < 50; i++) {
            writes.add(INSERT, List.of(team + "-" + i), _ -> {});
          }
        });
    assertThat(teams()).hasSize(50);
  }

  @Test
  void hasAStatementParsedOnceWhicheverOfItsArgumentsAreNull() {
    String update = "update ticket set team = ?, resolved_date = ?, closed_date = ? where id = ?";
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    inTransaction(
        _ -> {
          for (int i = 0; i < 64; i++) {
            writes.add(
                update,
                Arrays.asList(
                    (i & 1) == 0 ? null : "a",
                    (i & 2) == 0 ? null : now,
                    (i & 4) == 0 ? null : now,
                    UUID.randomUUID()),
                _ -> {});
            writes.flush();
          }
          assertThat(executionsOfOneParsed("update ticket set team = $1, resolved_date = $2%"))
              .isGreaterThan(50);
        });
  }

  @Test
  void keepsNothingOfATransactionThatFails() {
    assertThatThrownBy(
            () ->
                inTransaction(
                    _ -> {
                      writes.add(INSERT, List.of(team), _ -> {});
                      throw new IllegalArgumentException("refused");
                    }))
        .hasMessage("refused");
    inTransaction(_ -> writes.flush());
    assertThat(teams()).isEmpty();
  }

  @Test
  void rollsBackWhenOneOfThemFails() {
    assertThatThrownBy(
            () ->
                inTransaction(
                    _ -> {
                      writes.add(INSERT, List.of(team), _ -> {});
                      writes.add(INSERT, Arrays.asList((Object) null), _ -> {});
                    }))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(teams()).isEmpty();
  }

  @Test
  void rollsBackWhenAnOutcomeIsNotAccepted() {
    assertThatThrownBy(
            () ->
                inTransaction(
                    _ ->
                        writes.add(
                            INSERT,
                            List.of(team),
                            rows -> {
                              throw new IllegalStateException("changed " + rows);
                            })))
        .hasMessage("changed 1");
    assertThat(teams()).isEmpty();
  }

  @Test
  void sendsWhatAnOutcomeAdds() {
    inTransaction(
        _ ->
            writes.add(
                INSERT, List.of(team), _ -> writes.add(INSERT, List.of(team + "-2"), _ -> {})));
    assertThat(teams()).containsExactlyInAnyOrder(team, team + "-2");
  }

  @Test
  void leavesTheWritesOfATransactionThatIsInterruptedByAnother() {
    TransactionTemplate another =
        new TransactionTemplate(service.bean(PlatformTransactionManager.class));
    another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    inTransaction(
        _ -> {
          writes.add(INSERT, List.of(team), _ -> {});
          another.executeWithoutResult(_ -> writes.add(INSERT, List.of(team + "-2"), _ -> {}));
          assertThat(teams()).containsExactly(team + "-2");
        });
    assertThat(teams()).containsExactlyInAnyOrder(team, team + "-2");
  }

  @Test
  void refusesAWriteThatWouldNotBeSentAnyMore() {
    assertThatThrownBy(
            () ->
                inTransaction(
                    _ -> {
                      writes.add(INSERT, List.of(team), _ -> {});
                      TransactionSynchronizationManager.registerSynchronization(
                          new TransactionSynchronization() {
                            @Override
                            public void beforeCommit(boolean readOnly) {
                              writes.add(INSERT, List.of(team + "-2"), _ -> {});
                            }
                          });
                    }))
        .isInstanceOf(IllegalTransactionStateException.class)
        .hasMessageContaining("too late");
    assertThat(teams()).as("rolled back").isEmpty();
  }

  @Test
  void writesOnlyInsideATransaction() {
    assertThatThrownBy(() -> writes.add(INSERT, List.of(team), _ -> {}))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  private void inTransaction(Consumer<Object> work) {
    transactions.executeWithoutResult(work::accept);
  }

  /** How often this connection has executed a prepared statement since it was parsed. */
  private int executionsOfOneParsed(String statement) {
    return service
        .jdbc()
        .sql(
            "select generic_plans + custom_plans from pg_prepared_statements"
                + " where statement like ?")
        .param(statement)
        .query(Integer.class)
        .single();
  }

  private List<String> teams() {
    return service
        .jdbc()
        .sql("select id from known_team where id like ?")
        .param(team + "%")
        .query((row, _) -> row.getString(1))
        .list();
  }
}
