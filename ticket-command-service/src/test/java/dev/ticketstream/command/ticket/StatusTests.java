package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.DAVE;
import static dev.ticketstream.command.ticket.TicketScenario.RULES;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static dev.ticketstream.events.TicketStatus.CLOSED;
import static dev.ticketstream.events.TicketStatus.IN_PROGRESS;
import static dev.ticketstream.events.TicketStatus.NEW;
import static dev.ticketstream.events.TicketStatus.ON_HOLD;
import static dev.ticketstream.events.TicketStatus.OPEN;
import static dev.ticketstream.events.TicketStatus.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.StatusMachine;
import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusTests {

  @Test
  void staffMoveAlongTheMachine() {
    assertThat(allowed(ALICE))
        .containsOnly(
            entry(NEW, Set.of(OPEN, IN_PROGRESS, CLOSED)),
            entry(OPEN, Set.of(IN_PROGRESS, RESOLVED, CLOSED)),
            entry(IN_PROGRESS, Set.of(OPEN, ON_HOLD, RESOLVED, CLOSED)),
            entry(ON_HOLD, Set.of(IN_PROGRESS, RESOLVED, CLOSED)),
            entry(RESOLVED, Set.of(OPEN, CLOSED)),
            entry(CLOSED, Set.of(OPEN)));
  }

  @Test
  void theRequesterResolvesClosesAndReopens() {
    assertThat(allowed(CAROL))
        .containsOnly(
            entry(NEW, Set.of(CLOSED)),
            entry(OPEN, Set.of(RESOLVED)),
            entry(IN_PROGRESS, Set.of(RESOLVED)),
            entry(ON_HOLD, Set.of(RESOLVED)),
            entry(RESOLVED, Set.of(OPEN, CLOSED)),
            entry(CLOSED, Set.of(OPEN)));
  }

  @Test
  void decisionsAgreeWithWhatIsOffered() {
    for (Viewer viewer : Set.of(ALICE, CAROL)) {
      allowed(viewer)
          .forEach(
              (from, offered) -> {
                for (TicketStatus to : TicketStatus.values()) {
                  TicketScenario.Outcome outcome =
                      inStatus(from).when(viewer, new ChangeStatus(to));
                  if (from == to) {
                    outcome.thenNothing();
                  } else if (offered.contains(to)) {
                    // What a move out of ON_HOLD does to the deadline: see SlaTests.
                    assertThat(outcome.decision().get().getFirst())
                        .isInstanceOfSatisfying(
                            TicketChange.StatusChanged.class,
                            moved -> {
                              assertThat(moved.from()).isEqualTo(from);
                              assertThat(moved.to()).isEqualTo(to);
                            });
                  } else {
                    outcome.thenRefused(ErrorCode.INVALID_TRANSITION);
                  }
                }
              });
    }
  }

  @Test
  void theRequesterReopensOnlyWithinTheWindow() {
    Duration window = RULES.ticket().reopenWindow();
    inStatus(CLOSED)
        .at(START.plus(window))
        .when(CAROL, new ChangeStatus(OPEN))
        .then(new TicketChange.StatusChanged(CLOSED, OPEN));
    inStatus(CLOSED)
        .at(START.plus(window).plusNanos(1000))
        .when(CAROL, new ChangeStatus(OPEN))
        .thenRefused(ErrorCode.INVALID_TRANSITION);
    inStatus(CLOSED)
        .at(START.plus(window).plus(window))
        .when(ALICE, new ChangeStatus(OPEN))
        .then(new TicketChange.StatusChanged(CLOSED, OPEN));
  }

  @Test
  void aWatchingCustomerMayNotMoveIt() {
    given(CREATED_BY_CAROL, Given.watched(DAVE))
        .when(DAVE, new ChangeStatus(CLOSED))
        .thenRefused(ErrorCode.FORBIDDEN);
    given(CREATED_BY_CAROL, Given.watched(DAVE))
        .when(DAVE, new ChangeStatus(NEW))
        .thenRefused(ErrorCode.FORBIDDEN);
    assertThat(
            machine()
                .allowed(DAVE, state(given(CREATED_BY_CAROL, Given.watched(DAVE)), NEW), START))
        .isEmpty();
  }

  @Test
  void resolvingClosingAndReopeningKeepTheirDates() {
    TicketSnapshot closed = state(given(CREATED_BY_CAROL), CLOSED);
    assertThat(closed.closedDate()).isEqualTo(START);
    TicketSnapshot reopened =
        TicketEvolution.evolve(
            closed,
            new TicketChange.StatusChanged(CLOSED, OPEN),
            TicketScenario.TICKET_ID,
            START.plusSeconds(9));
    assertThat(reopened.closedDate()).isNull();
    assertThat(reopened.resolvedDate()).isNull();
  }

  private static Map<TicketStatus, Set<TicketStatus>> allowed(Viewer viewer) {
    Map<TicketStatus, Set<TicketStatus>> allowed = new EnumMap<>(TicketStatus.class);
    for (TicketStatus status : TicketStatus.values()) {
      allowed.put(status, machine().allowed(viewer, state(given(CREATED_BY_CAROL), status), START));
    }
    return allowed;
  }

  private static StatusMachine machine() {
    return new StatusMachine(RULES.ticket().reopenWindow());
  }

  private static TicketScenario inStatus(TicketStatus status) {
    return status == NEW
        ? given(CREATED_BY_CAROL)
        : given(CREATED_BY_CAROL, Given.status(NEW, status));
  }

  private static TicketSnapshot state(TicketScenario scenario, TicketStatus status) {
    TicketScenario moved = status == NEW ? scenario : scenario.and(Given.status(NEW, status));
    return Objects.requireNonNull(moved.state());
  }

  @Test
  void aRefusedTransitionNamesTheStatusesThatMayBeSet() {
    var refusal =
        inStatus(TicketStatus.NEW)
            .when(TicketScenario.ALICE, new ChangeStatus(TicketStatus.ON_HOLD))
            .thenRefused(ErrorCode.INVALID_TRANSITION);
    assertThat(refusal.reason()).contains("you may set [OPEN, IN_PROGRESS, CLOSED]");
  }
}
