package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static dev.ticketstream.command.ticket.CommandRejectedException.notFound;
import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;
import static dev.ticketstream.command.ticket.TicketDecider.requireStaff;
import static dev.ticketstream.events.TicketLimits.RELATIONS_MAX;

import dev.ticketstream.command.ticket.DecisionContext.OtherTicket;
import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.MarkDuplicateOf;
import dev.ticketstream.command.ticket.TicketCommand.RemoveRelatedTicket;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RelatedTicket.Kind;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.RelatedAdded;
import dev.ticketstream.events.TicketChange.RelatedRemoved;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Relations to other tickets. Decided for one ticket; {@link Relations#mirrored} says what that
 * means for the other one.
 */
final class RelationDecisions {

  private static final String RELATED = "input.relatedTicketId";
  private static final String ORIGINAL = "input.originalTicketId";

  private final WorkDecisions work;

  RelationDecisions(WorkDecisions work) {
    this.work = work;
  }

  List<TicketChange> add(AddRelatedTicket command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "relate tickets");
    return relate(state, command.otherTicketId(), command.kind(), context, RELATED);
  }

  List<TicketChange> remove(
      RemoveRelatedTicket command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "relate tickets");
    Optional<RelatedTicket> existing = Relations.between(state, command.otherTicketId());
    if (existing.isPresent()) {
      // Also to a ticket that the actor may not see: the relation is one of this ticket's own.
      return List.of(new RelatedRemoved(existing.get()));
    }
    visible(context, RELATED);
    return List.of();
  }

  /** Closes the duplicate too, whatever its status. */
  List<TicketChange> markDuplicate(
      MarkDuplicateOf command, TicketSnapshot state, DecisionContext context) {
    requireStaff(context, "mark duplicates");
    List<TicketChange> changes =
        new ArrayList<>(relate(state, command.otherTicketId(), Kind.ORIGINAL, context, ORIGINAL));
    changes.addAll(work.changeStatus(new ChangeStatus(TicketStatus.CLOSED), state, context));
    return changes;
  }

  private static List<TicketChange> relate(
      TicketSnapshot state, UUID otherId, Kind kind, DecisionContext context, String path) {
    if (state.id().equals(otherId)) {
      throw invalid("A ticket cannot be related to itself.", path);
    }
    OtherTicket other = visible(context, path);
    if (other.ticket().deleted()) {
      throw new CommandRejectedException(
          ErrorCode.INVALID_TRANSITION, "The other ticket is deleted.", path);
    }
    RelatedTicket wanted = Relations.to(other.ticket(), kind);
    Optional<RelatedTicket> existing = Relations.between(state, otherId);
    if (existing.filter(wanted::equals).isPresent()) {
      return List.of();
    }
    existing.ifPresent(relation -> requireReplaceable(state, relation, path));
    requirePlace(state, kind, other, path);
    if (existing.isPresent()) {
      return List.of(new RelatedRemoved(existing.get()), new RelatedAdded(wanted));
    }
    requireRoom(state, path);
    requireRoom(other.ticket(), path);
    return List.of(new RelatedAdded(wanted));
  }

  /** A closer relation takes the place of RELATED; all else would turn around what others meant. */
  private static void requireReplaceable(
      TicketSnapshot state, RelatedTicket existing, String path) {
    if (existing.kind() != Kind.RELATED) {
      throw invalid(
          "%s is %s of %s already: remove that relation first."
              .formatted(existing.reference(), existing.kind(), state.reference()),
          path);
    }
  }

  /** A ticket has one parent and one original, and nothing stands above itself. */
  private static void requirePlace(
      TicketSnapshot state, Kind kind, OtherTicket other, String path) {
    switch (kind) {
      case RELATED -> {}
      case PARENT -> requirePlaceInHierarchy(state, other.ticket(), other, path);
      case CHILD -> requirePlaceInHierarchy(other.ticket(), state, other, path);
      case ORIGINAL -> requireOriginal(state, other.ticket(), path);
      case DUPLICATE -> requireOriginal(other.ticket(), state, path);
    }
  }

  private static void requirePlaceInHierarchy(
      TicketSnapshot child, TicketSnapshot parent, OtherTicket other, String path) {
    Relations.only(child, Kind.PARENT)
        .ifPresent(
            current -> {
              throw invalid(
                  "%s has the parent %s already: remove that relation first."
                      .formatted(child.reference(), current.reference()),
                  path);
            });
    if (other.aboveParent().contains(child.id())) {
      throw invalid(
          "%s stands above %s and cannot be its child."
              .formatted(child.reference(), parent.reference()),
          path);
    }
    if (other.aboveParent().size() >= TicketHierarchy.ANCESTORS_MAX) {
      throw tooLarge(
          "%s has %d tickets above it and can have no child."
              .formatted(parent.reference(), TicketHierarchy.ANCESTORS_MAX),
          path);
    }
  }

  /**
   * An original is no duplicate when a duplicate is related to it. Because of that, originals of
   * originals never lead back.
   */
  private static void requireOriginal(
      TicketSnapshot duplicate, TicketSnapshot original, String path) {
    Relations.only(duplicate, Kind.ORIGINAL)
        .ifPresent(
            current -> {
              throw invalid(
                  "%s is a duplicate of %s already: remove that relation first."
                      .formatted(duplicate.reference(), current.reference()),
                  path);
            });
    Relations.only(original, Kind.ORIGINAL)
        .ifPresent(
            current -> {
              throw invalid(
                  "%s is itself a duplicate of %s: name that one."
                      .formatted(original.reference(), current.reference()),
                  path);
            });
  }

  private static void requireRoom(TicketSnapshot ticket, String path) {
    if (ticket.relatedTickets().size() >= RELATIONS_MAX) {
      throw tooLarge(
          "%s has %d relations, the most that a ticket can have."
              .formatted(ticket.reference(), RELATIONS_MAX),
          path);
    }
  }

  private static OtherTicket visible(DecisionContext context, String path) {
    OtherTicket other = context.other();
    if (other == null) {
      throw notFound("There is no such ticket.", path);
    }
    return other;
  }
}
