package dev.ticketstream.command.ticket;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One ticket through several commands, as time goes by. */
final class TicketRun {

  private final TicketDecider decider;
  private final TicketEventFactory factory = new TicketEventFactory(new TimeOrderedIds());
  private final List<SupportTicketEvent> stream = new ArrayList<>();
  private Instant now;

  TicketRun(TicketRules rules, Instant start) {
    this.decider = new TicketDecider(rules, new TicketVisibility(AgentScope.ALL_TICKETS));
    this.now = start;
  }

  TicketRun after(Duration time) {
    this.now = now.plus(time);
    return this;
  }

  TicketRun at(Instant time) {
    this.now = time;
    return this;
  }

  TicketRun does(Viewer actor, TicketCommand command) {
    List<TicketChange> changes =
        decider.decide(
            command,
            before(),
            new DecisionContext(
                actor,
                now,
                TicketScenario.NEW_ID,
                () -> "TKT-000001",
                TicketScenario.everybody(),
                Set.of("first-line", "second-line"),
                null,
                null,
                null));
    CommandEnvelope envelope =
        new CommandEnvelope(actor, null, command, null, null, null, Map.of(), null);
    stream.addAll(factory.events(TicketScenario.TICKET_ID, before(), changes, now, envelope));
    return this;
  }

  List<TicketChange> changes() {
    return stream.stream().map(SupportTicketEvent::change).toList();
  }

  TicketSnapshot ticket() {
    return requireNonNull(before());
  }

  private @Nullable TicketSnapshot before() {
    return stream.isEmpty() ? null : stream.getLast().ticket();
  }
}
