package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ADMIN;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.DAVE;
import static dev.ticketstream.command.ticket.TicketScenario.RULES;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static dev.ticketstream.command.ticket.TicketScenario.viewer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.StatusMachine;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The transitions that both services show are those that commands may make: {@link StatusMachine},
 * for whom {@link TicketVisibility} shows the ticket.
 */
class AllowedTransitionsTests {

  private static final Viewer TESS = viewer("tess", Role.AGENT, "second-line");
  private static final Viewer ERIN = viewer("erin", Role.CUSTOMER);
  private static final Viewer FRANK = viewer("frank", Role.CUSTOMER);
  private static final Viewer SARA = viewer("sara", Role.AGENT, "second-line");

  /** Every role, and every relation that one can have to Carol's ticket. */
  private static final List<Viewer> VIEWERS =
      List.of(ADMIN, ALICE, TESS, SARA, CAROL, DAVE, ERIN, FRANK);

  private static final List<Instant> TIMES =
      List.of(
          START,
          START.plus(RULES.ticket().reopenWindow()),
          START.plus(RULES.ticket().reopenWindow()).plusMillis(1));

  private final StatusMachine machine = new StatusMachine(RULES.ticket().reopenWindow());

  @ParameterizedTest
  @EnumSource
  void areThoseThatTheCommandServiceLetsTheViewerMake(AgentScope scope) {
    TicketVisibility visibility = new TicketVisibility(scope);
    EventRedactor redactor = new EventRedactor(visibility);
    int allowed = 0;
    int refused = 0;
    for (TicketScenario scenario : scenarios()) {
      TicketSnapshot ticket = requireNonNull(scenario.state());
      for (Viewer viewer : VIEWERS) {
        Optional<Exposure> exposure = visibility.exposureOf(viewer, ticket.facets());
        for (Instant now : TIMES) {
          Set<TicketStatus> made = made(scenario.withScope(scope).at(now), viewer, ticket);
          assertThat(
                  exposure
                      .map(shown -> machine.allowed(viewer, redactor.redact(ticket, shown), now))
                      .orElse(Set.of()))
              .as("%s at %s: %s", viewer.id(), now, ticket)
              .isEqualTo(made);
          allowed += made.size();
          refused += made.isEmpty() ? 1 : 0;
        }
      }
    }
    assertThat(allowed).isPositive();
    assertThat(refused).isPositive();
  }

  /** In every status, with Dave watching and Erin or the agent Sara assigned; deleted, too. */
  private static List<TicketScenario> scenarios() {
    List<TicketScenario> scenarios = new ArrayList<>();
    for (TicketStatus status : TicketStatus.values()) {
      for (Viewer assignee : List.of(ERIN, SARA)) {
        TicketScenario scenario =
            given(
                Given.created("first-line", List.of()),
                Given.watched(DAVE),
                new TicketChange.TicketAssigned(assignee.user()));
        TicketScenario moved =
            status == TicketStatus.NEW
                ? scenario
                : scenario.and(Given.status(TicketStatus.NEW, status));
        scenarios.add(moved);
        scenarios.add(moved.and(new TicketChange.TicketDeleted()));
      }
    }
    return scenarios;
  }

  /** What comes out when every status is tried. */
  private static Set<TicketStatus> made(
      TicketScenario scenario, Viewer viewer, TicketSnapshot ticket) {
    Set<TicketStatus> made = EnumSet.noneOf(TicketStatus.class);
    for (TicketStatus status : EnumSet.complementOf(EnumSet.of(ticket.status()))) {
      try {
        assertThat(scenario.when(viewer, new ChangeStatus(status)).decision().get()).isNotEmpty();
        made.add(status);
      } catch (CommandRejectedException _) {
        // It may not.
      }
    }
    return made;
  }
}
