package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.forbidden;
import static dev.ticketstream.command.ticket.TicketDecider.requireStaff;

import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.MoveToTeam;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.MovedToTeam;
import dev.ticketstream.events.TicketChange.PriorityChanged;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketChange.TicketRestored;
import dev.ticketstream.events.TicketChange.TicketUnassigned;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.StatusMachine;
import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Who works on a ticket, how urgent it is and where it stands. */
final class WorkDecisions {

  private final SlaDecisions sla;
  private final StatusMachine machine;

  WorkDecisions(TicketRules rules, SlaDecisions sla) {
    this.sla = sla;
    this.machine = new StatusMachine(rules.ticket().reopenWindow());
  }

  List<TicketChange> assign(AssignTicket command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "assign tickets");
    UserRef assignee =
        KnownNames.user(context, command.assigneeId(), "input.assignedToUserId").user();
    UserRef current = state.assignedTo();
    return current != null && current.id().equals(assignee.id())
        ? List.of()
        : List.of(new TicketAssigned(assignee));
  }

  List<TicketChange> unassign(TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "unassign tickets");
    UserRef current = state.assignedTo();
    return current == null ? List.of() : List.of(new TicketUnassigned(current));
  }

  List<TicketChange> moveToTeam(MoveToTeam command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "move tickets to a team");
    String team =
        command.team() == null ? null : KnownNames.team(context, command.team(), "input.team");
    return Objects.equals(team, state.team()) ? List.of() : List.of(new MovedToTeam(team));
  }

  List<TicketChange> changeStatus(
      ChangeStatus command, TicketSnapshot state, DecisionContext context) {
    Viewer actor = context.actor();
    TicketStatus from = state.status();
    TicketStatus to = command.status();
    if (!actor.isStaff() && !actor.id().equals(state.createdBy().id())) {
      throw forbidden("Only the requester and staff may change the status.");
    }
    if (from == to) {
      return List.of();
    }
    Collection<TicketStatus> allowed = machine.allowed(actor, state, context.now());
    if (!allowed.contains(to)) {
      throw new CommandRejectedException(
          ErrorCode.INVALID_TRANSITION,
          "The ticket is %s and cannot become %s; you may set %s."
              .formatted(from, to, allowed.isEmpty() ? "no other status" : allowed),
          "input.status");
    }
    return sla.move(state, to, context.now());
  }

  List<TicketChange> changePriority(
      ChangePriority command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "change the priority");
    if (state.priority() == command.priority()) {
      return List.of();
    }
    List<TicketChange> changes = new ArrayList<>();
    changes.add(new PriorityChanged(state.priority(), command.priority()));
    changes.addAll(sla.recomputed(state, state.requestType(), command.priority()));
    return changes;
  }

  List<TicketChange> delete(TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "delete tickets");
    return state.deleted() ? List.of() : List.of(new TicketDeleted());
  }

  List<TicketChange> restore(TicketSnapshot state, DecisionContext context) {
    if (!context.actor().isAdmin()) {
      throw forbidden("Only admins may restore tickets.");
    }
    return state.deleted() ? List.of(new TicketRestored()) : List.of();
  }
}
