package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.forbidden;
import static dev.ticketstream.command.ticket.TicketDecider.requireStaff;
import static dev.ticketstream.events.TicketLimits.REQUEST_LENGTH_MAX;
import static dev.ticketstream.events.TicketLimits.TEXT_LENGTH_MAX;

import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.AddTags;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTag;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTags;
import dev.ticketstream.command.ticket.TicketCommand.UpdateTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.DetailsUpdated;
import dev.ticketstream.events.TicketChange.TagAdded;
import dev.ticketstream.events.TicketChange.TagRemoved;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Descriptive fields and tags. */
final class DetailDecisions {

  private final SlaDecisions sla;

  DetailDecisions(SlaDecisions sla) {
    this.sla = sla;
  }

  List<TicketChange> update(UpdateTicket command, TicketSnapshot state, DecisionContext context) {
    if (command.requestType() != null || command.meta() != null) {
      requireStaff(context, "change request type or meta");
    }
    if (!context.actor().isStaff()) {
      requireOwnOpenTicket(state, context);
    }
    String request =
        command.request() == null
            ? null
            : TextRules.line(command.request(), REQUEST_LENGTH_MAX, "input.request");
    String description =
        command.description() == null
            ? null
            : TextRules.text(command.description(), TEXT_LENGTH_MAX, "input.description");
    String meta = command.meta() == null ? null : Meta.checked(command.meta());
    String newRequest = changed(request, state.request());
    String newDescription = changed(description, state.description());
    RequestType newRequestType = changed(command.requestType(), state.requestType());
    String newMeta = changed(meta, state.meta());
    if (newRequest == null && newDescription == null && newRequestType == null && newMeta == null) {
      return List.of();
    }
    List<TicketChange> changes = new ArrayList<>();
    changes.add(new DetailsUpdated(newRequest, newDescription, newRequestType, newMeta));
    if (newRequestType != null) {
      changes.addAll(sla.recomputed(state, newRequestType, state.priority()));
    }
    return changes;
  }

  List<TicketChange> addTag(AddTag command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "change tags");
    String tag = Tags.checked(command.tag(), "input.tag");
    if (state.tags().contains(tag)) {
      return List.of();
    }
    Tags.requireRoom(state.tags().size() + 1, "input.tag");
    return List.of(new TagAdded(tag));
  }

  List<TicketChange> removeTag(RemoveTag command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "change tags");
    String tag = Tags.checked(command.tag(), "input.tag");
    return state.tags().contains(tag) ? List.of(new TagRemoved(tag)) : List.of();
  }

  List<TicketChange> addTags(AddTags command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "change tags");
    List<TicketChange> added =
        Tags.checked(command.tags()).stream()
            .filter(tag -> !state.tags().contains(tag))
            .<TicketChange>map(TagAdded::new)
            .toList();
    Tags.requireRoom(state.tags().size() + added.size(), "input.tags");
    return added;
  }

  List<TicketChange> removeTags(RemoveTags command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "change tags");
    return Tags.checked(command.tags()).stream()
        .filter(state.tags()::contains)
        .<TicketChange>map(TagRemoved::new)
        .toList();
  }

  private static void requireOwnOpenTicket(TicketSnapshot state, DecisionContext context) {
    if (!context.actor().id().equals(state.createdBy().id())) {
      throw forbidden("Only the requester and staff may change the request.");
    }
    if (state.status() == TicketStatus.CLOSED) {
      throw new CommandRejectedException(
          ErrorCode.INVALID_TRANSITION, "The ticket is closed.", "input.ticketId");
    }
  }

  /** The wanted value if there is one and it is another than the current one. */
  private static <T> @Nullable T changed(@Nullable T wanted, @Nullable T current) {
    return Objects.equals(wanted, current) ? null : wanted;
  }
}
