package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketDecider.requireStaff;
import static dev.ticketstream.events.TicketLimits.REQUEST_LENGTH_MAX;
import static dev.ticketstream.events.TicketLimits.TEXT_LENGTH_MAX;

import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketCreated;
import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.List;

/** Opening tickets. */
final class CreationDecisions {

  private final SlaDecisions sla;

  CreationDecisions(SlaDecisions sla) {
    this.sla = sla;
  }

  List<TicketChange> create(CreateTicket command, DecisionContext context) {
    if (command.requesterId() != null
        || command.assigneeId() != null
        || command.team() != null
        || !command.tags().isEmpty()) {
      requireStaff(context, "set requester, assignee, team or tags");
    }
    Viewer requester =
        command.requesterId() == null
            ? context.actor()
            : KnownNames.user(context, command.requesterId(), "input.requesterId");
    String request = TextRules.line(command.request(), REQUEST_LENGTH_MAX, "input.request");
    String description =
        TextRules.text(command.description(), TEXT_LENGTH_MAX, "input.description");
    String team =
        command.team() == null ? null : KnownNames.team(context, command.team(), "input.team");
    List<String> tags = Tags.checked(command.tags());
    String meta = command.meta() == null ? null : Meta.checked(command.meta());
    Viewer assignee =
        command.assigneeId() == null
            ? null
            : KnownNames.user(context, command.assigneeId(), "input.assignedToUserId");
    List<TicketChange> changes = new ArrayList<>();
    changes.add(
        new TicketCreated(
            context.reference().get(),
            request,
            description,
            command.requestType(),
            command.priority(),
            requester.user(),
            team,
            tags,
            meta,
            sla.first(context.now(), command.requestType(), command.priority())));
    if (assignee != null) {
      changes.add(new TicketAssigned(assignee.user()));
    }
    return changes;
  }
}
