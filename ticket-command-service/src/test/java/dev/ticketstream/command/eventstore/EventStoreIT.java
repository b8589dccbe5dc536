package dev.ticketstream.command.eventstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.events.Actor;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

class EventStoreIT {

  private static final UserRef CAROL = new UserRef("carol", "Carol", "Customer", null);
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final EventStore store = RunningService.get().bean(EventStore.class);
  private final TransactionTemplate transactions =
      RunningService.get().bean(TransactionTemplate.class);
  private final UUID ticketId = UUID.randomUUID();

  @Test
  void readsBackWhatWasAppended() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
    List<SupportTicketEvent> events =
        List.of(event(1, start), event(2, start.plusSeconds(1)), event(3, start.plusSeconds(2)));
    append(0, events.subList(0, 1));
    append(1, events.subList(1, 3));
    assertThat(store.read(ticketId, 0, 10)).isEqualTo(events);
    assertThat(store.read(ticketId, 1, 1)).isEqualTo(events.subList(1, 2));
    assertThat(store.newest(ticketId)).contains(events.getLast());
    assertThat(store.asOf(ticketId, start.plusSeconds(1))).contains(events.get(1));
    assertThat(store.asOf(ticketId, start.minusSeconds(1))).isEmpty();
    assertThat(traceparents()).containsOnly(TRACEPARENT);
  }

  @Test
  void refusesAnotherVersionThanExpected() {
    append(0, List.of(event(1, Instant.EPOCH)));
    assertThatThrownBy(() -> append(0, List.of(event(1, Instant.EPOCH))))
        .isInstanceOf(WrongVersionException.class);
    assertThatThrownBy(() -> append(2, List.of(event(3, Instant.EPOCH))))
        .isInstanceOf(WrongVersionException.class);
    assertThatThrownBy(() -> append(1, List.of(event(3, Instant.EPOCH))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.read(ticketId, 0, 10)).hasSize(1);
  }

  @Test
  void readsWhatWasCommittedWhileItWaitedForTheLock() throws Exception {
    append(0, List.of(event(1, Instant.EPOCH)));
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Integer> waiting =
          transactions.execute(
              _ -> {
                store.lockAndReadNewest(ticketId);
                Future<Integer> reader =
                    other.submit(
                        () ->
                            transactions.execute(
                                _ -> store.lockAndReadNewest(ticketId).orElseThrow().version()));
                awaitWaitingForALock();
                store.append(ticketId, 1, List.of(event(2, Instant.EPOCH)), null);
                return reader;
              });
      assertThat(requireNonNull(waiting).get(30, TimeUnit.SECONDS)).isEqualTo(2);
    }
  }

  @Test
  void seesItsOwnAppendedEventsInTheSameTransaction() {
    transactions.executeWithoutResult(
        _ -> {
          store.append(ticketId, 0, List.of(event(1, Instant.EPOCH)), null);
          assertThat(store.lockAndReadNewest(ticketId))
              .map(SupportTicketEvent::version)
              .contains(1);
          store.append(ticketId, 1, List.of(event(2, Instant.EPOCH)), null);
          assertThat(store.read(ticketId, 0, 10)).hasSize(2);
        });
  }

  @Test
  void drawsSequenceNumbersInTheOrderOfVersions() {
    List<SupportTicketEvent> events =
        IntStream.rangeClosed(1, 9).mapToObj(version -> event(version, Instant.EPOCH)).toList();
    append(0, events.subList(0, 4));
    append(4, events.subList(4, 9));
    assertThat(
            RunningService.get()
                .jdbc()
                .sql("select version from ticket_event where ticket_id = ? order by seq")
                .param(ticketId)
                .query(Integer.class)
                .list())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void appendsOnlyInsideATransaction() {
    assertThatThrownBy(() -> store.append(ticketId, 0, List.of(event(1, Instant.EPOCH)), null))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void storedEventsCannotBeChangedOrRemoved() {
    append(0, List.of(event(1, Instant.EPOCH)));
    assertThatThrownBy(() -> sql("update ticket_event set type = 'X' where ticket_id = ?"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> sql("delete from ticket_event where ticket_id = ?"))
        .hasMessageContaining("append-only");
  }

  private static void awaitWaitingForALock() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                RunningService.get()
                    .jdbc()
                    .sql(
                        "select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and datname = current_database()"
                            + " and query like '%ticket_stream%')")
                    .query(Boolean.class)
                    .single());
  }

  private void sql(String statement) {
    RunningService.get().jdbc().sql(statement).param(ticketId).update();
  }

  private List<String> traceparents() {
    return RunningService.get()
        .jdbc()
        .sql("select traceparent from ticket_event where ticket_id = ?")
        .param(ticketId)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private void append(int expectedVersion, List<SupportTicketEvent> events) {
    transactions.executeWithoutResult(
        _ -> store.append(ticketId, expectedVersion, events, TRACEPARENT));
  }

  private SupportTicketEvent event(int version, Instant time) {
    TicketSnapshot ticket =
        new TicketSnapshot(
            ticketId,
            "TEST-" + ticketId,
            "Title",
            "",
            RequestType.BUG,
            TicketStatus.NEW,
            TicketPriority.LOW,
            CAROL,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            0,
            null,
            null,
            time,
            time,
            time,
            null,
            null,
            null,
            null,
            null,
            version,
            version,
            false);
    return new SupportTicketEvent(
        UUID.randomUUID(),
        ticketId,
        version,
        version,
        time,
        new Actor.User(CAROL),
        null,
        null,
        new TicketChange.TagAdded("tag"),
        List.of(),
        version == 1 ? null : ticket.facets(),
        ticket,
        Map.of());
  }
}
