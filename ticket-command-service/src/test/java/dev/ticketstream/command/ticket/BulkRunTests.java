package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BulkRunTests {

  private static final CommandOutcome OUTCOME =
      CommandOutcome.now(
          Objects.requireNonNull(TicketScenario.fold(List.of(CREATED_BY_CAROL))), null);

  private final List<Integer> tried = new ArrayList<>();
  private final Set<Integer> failing = new HashSet<>();
  private final Set<Integer> tooSlow = new HashSet<>();
  private final Set<Integer> refused = new HashSet<>();
  private long nanoTime;
  private final BulkRun run = new BulkRun(this::carryOut, Duration.ofSeconds(1), () -> nanoTime);

  @Test
  void aRefusalAtOneTicketDoesNotStopTheOthers() {
    refused.add(1);
    assertThat(answers(0, 1, 2)).containsExactly("done", "FORBIDDEN", "done");
  }

  @Test
  void aFaultAtOneTicketDoesNotStopTheOthers() {
    failing.addAll(List.of(1, 2, 4));
    assertThat(answers(0, 1, 2, 3, 4, 5))
        .containsExactly("done", "UNAVAILABLE", "UNAVAILABLE", "done", "UNAVAILABLE", "done");
    assertThat(tried).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void aRefusalShowsThatTheServiceWorks() {
    failing.addAll(List.of(1, 2, 4));
    refused.add(3);
    assertThat(answers(1, 2, 3, 4, 5))
        .containsExactly("UNAVAILABLE", "UNAVAILABLE", "FORBIDDEN", "UNAVAILABLE", "done");
  }

  @Test
  void afterFaultsInARowNoFurtherTicketIsTried() {
    failing.addAll(List.of(1, 2, 3));
    assertThat(answers(0, 1, 2, 3, 4, 5))
        .containsExactly(
            "done", "UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE");
    assertThat(tried).containsExactly(0, 1, 2, 3);
  }

  @Test
  void afterThreeInARowThatTookTooLongNoFurtherTicketIsTried() {
    tooSlow.addAll(Set.of(0, 1, 3, 4, 5));
    assertThat(answers(0, 1, 2, 3, 4, 5, 6))
        .containsExactly(
            "UNAVAILABLE",
            "UNAVAILABLE",
            "done",
            "UNAVAILABLE",
            "UNAVAILABLE",
            "UNAVAILABLE",
            "UNAVAILABLE");
    assertThat(tried).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void whenItsTimeIsUpNoFurtherTicketIsTried() {
    assertThat(answers(0)).containsExactly("done");
    nanoTime = Duration.ofMillis(1_001).toNanos();
    assertThat(answers(1, 2)).containsExactly("UNAVAILABLE", "UNAVAILABLE");
    assertThat(tried).containsExactly(0);
  }

  @Test
  void aTicketThatIsNamedTwiceIsChangedOnceAndAnsweredTwice() {
    refused.add(1);
    assertThat(answers(0, 1, 0, 1)).containsExactly("done", "FORBIDDEN", "done", "FORBIDDEN");
    assertThat(tried).containsExactly(0, 1);
  }

  @Test
  void aTicketIsNotNamedTwiceWithDifferentVersions() {
    assertThat(answer(envelope(0, 3))).isEqualTo("done");
    assertThat(answer(envelope(0, 4))).isEqualTo("INVALID_INPUT");
    assertThat(answer(envelope(0, 3))).isEqualTo("done");
    assertThat(tried).containsExactly(0);
  }

  @Test
  void eachTicketHasItsOwnDeduplication() {
    assertThat(envelope(0, null).deduplicationKey())
        .isNotEqualTo(envelope(1, null).deduplicationKey())
        .startsWith("bulk\n");
  }

  private CommandOutcome carryOut(CommandEnvelope envelope) {
    int ticket = (int) Objects.requireNonNull(envelope.ticketId()).getLeastSignificantBits();
    tried.add(ticket);
    if (failing.contains(ticket)) {
      throw new IllegalStateException("the database went away");
    }
    if (tooSlow.contains(ticket)) {
      throw new CommandRejectedException(ErrorCode.UNAVAILABLE, "Too slow.", null);
    }
    if (refused.contains(ticket)) {
      throw CommandRejectedException.forbidden("Not you.");
    }
    return OUTCOME;
  }

  private List<String> answers(int... tickets) {
    List<String> answers = new ArrayList<>();
    for (int ticket : tickets) {
      answers.add(answer(envelope(ticket, null)));
    }
    return answers;
  }

  private String answer(CommandEnvelope envelope) {
    CommandRejectedException refusal =
        catchThrowableOfType(CommandRejectedException.class, () -> run.handle(envelope));
    return refusal == null ? "done" : refusal.code().name();
  }

  private static CommandEnvelope envelope(int ticket, @Nullable Integer expectedVersion) {
    return new CommandEnvelope(
            ALICE,
            null,
            new AddTag("a"),
            "bulk",
            null,
            null,
            Map.of(),
            null,
            ConflictPolicy.REJECT,
            null,
            true)
        .onTicket(new UUID(7, ticket), expectedVersion);
  }
}
