package dev.ticketstream.command.ticket;

import dev.ticketstream.command.sla.SlaRules;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.SlaDeadlineChanged;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What other changes do to the deadline. Whoever moves a status does it here. */
final class SlaDecisions {

  private final SlaRules rules;

  SlaDecisions(SlaRules rules) {
    this.rules = rules;
  }

  /** The deadline of a new ticket. */
  @Nullable Instant first(Instant createdDate, RequestType type, TicketPriority priority) {
    return rules.deadline(createdDate, type, priority, null);
  }

  /** The deadline's move, if any, when type or priority become these. */
  List<TicketChange> recomputed(TicketSnapshot state, RequestType type, TicketPriority priority) {
    Instant deadline = rules.deadline(state.createdDate(), type, priority, state.heldTime());
    return Objects.equals(deadline, state.slaDeadline())
        ? List.of()
        : List.of(new SlaDeadlineChanged(deadline));
  }

  /** A status' move, and the deadline's by the time that was held if the move ends a hold. */
  List<TicketChange> move(TicketSnapshot state, TicketStatus to, Instant now) {
    Instant heldSince = state.onHoldSince();
    if (state.status() != TicketStatus.ON_HOLD || heldSince == null) {
      return List.of(new StatusChanged(state.status(), to));
    }
    Duration heldTime = rules.workingTime(heldSince, now);
    StatusChanged moved = new StatusChanged(state.status(), to, heldTime);
    Instant deadline = state.slaDeadline();
    return deadline == null || heldTime.isZero()
        ? List.of(moved)
        : List.of(moved, new SlaDeadlineChanged(rules.later(deadline, heldTime)));
  }
}
