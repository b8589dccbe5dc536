package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.forbidden;

import dev.ticketstream.command.ticket.TicketCommand.AddAttachment;
import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.AddTags;
import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.ticket.TicketCommand.DeleteComment;
import dev.ticketstream.command.ticket.TicketCommand.DeleteTicket;
import dev.ticketstream.command.ticket.TicketCommand.EditComment;
import dev.ticketstream.command.ticket.TicketCommand.MarkDuplicateOf;
import dev.ticketstream.command.ticket.TicketCommand.MoveToTeam;
import dev.ticketstream.command.ticket.TicketCommand.RemoveRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTag;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTags;
import dev.ticketstream.command.ticket.TicketCommand.RestoreTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnassignTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnwatchTicket;
import dev.ticketstream.command.ticket.TicketCommand.UpdateTicket;
import dev.ticketstream.command.ticket.TicketCommand.WatchTicket;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.TicketVisibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a command changes. Pure: time, ids and what is known of users come with the {@link
 * DecisionContext}. The rules stand as a table in {@code docs/authorisation.md}.
 */
final class TicketDecider {

  private final TicketVisibility visibility;
  private final CreationDecisions creation;
  private final DetailDecisions details;
  private final WorkDecisions work;
  private final CommentDecisions comments;
  private final WatchDecisions watching;
  private final AttachmentDecisions attachments;
  private final RelationDecisions relations;

  TicketDecider(TicketRules rules, TicketVisibility visibility) {
    this.visibility = visibility;
    SlaDecisions sla = new SlaDecisions(rules.sla());
    this.creation = new CreationDecisions(sla);
    this.details = new DetailDecisions(sla);
    this.work = new WorkDecisions(rules, sla);
    this.comments = new CommentDecisions(rules, visibility, sla);
    this.watching = new WatchDecisions();
    this.attachments = new AttachmentDecisions(rules);
    this.relations = new RelationDecisions(work);
  }

  /**
   * Decides.
   *
   * @param command what is wanted
   * @param state the ticket, {@code null} when there is none yet
   * @param context who wants it, when, and what is known
   * @return what changes, in order; empty when everything is as wanted already
   * @throws CommandRejectedException when it must not happen
   */
  List<TicketChange> decide(
      TicketCommand command, @Nullable TicketSnapshot state, DecisionContext context) {
    if (command instanceof CreateTicket create) {
      return creation.create(create, context);
    }
    if (state == null || !visibility.canSee(context.actor(), state.facets())) {
      throw CommandRejectedException.ticketNotFound();
    }
    if (state.deleted() && !(command instanceof DeleteTicket || command instanceof RestoreTicket)) {
      throw new CommandRejectedException(
          ErrorCode.INVALID_TRANSITION, "The ticket is deleted.", "input.ticketId");
    }
    return switch (command) {
      case CreateTicket create -> creation.create(create, context);
      case UpdateTicket update -> details.update(update, state, context);
      case AddTag add -> details.addTag(add, state, context);
      case RemoveTag remove -> details.removeTag(remove, state, context);
      case AddTags add -> details.addTags(add, state, context);
      case RemoveTags remove -> details.removeTags(remove, state, context);
      case AssignTicket assign -> work.assign(assign, state, context);
      case UnassignTicket _ -> work.unassign(state, context);
      case MoveToTeam move -> work.moveToTeam(move, state, context);
      case ChangeStatus change -> work.changeStatus(change, state, context);
      case ChangePriority change -> work.changePriority(change, state, context);
      case DeleteTicket _ -> work.delete(state, context);
      case RestoreTicket _ -> work.restore(state, context);
      case AddRelatedTicket add -> relations.add(add, state, context);
      case RemoveRelatedTicket remove -> relations.remove(remove, state, context);
      case MarkDuplicateOf mark -> relations.markDuplicate(mark, state, context);
      case AddComment add -> comments.add(add, state, context);
      case AddAttachment add -> attachments.add(add, state, context);
      case EditComment edit -> comments.edit(edit, state, context);
      case DeleteComment delete -> comments.delete(delete, state, context);
      case WatchTicket watch -> watching.watch(watch, state, context);
      case UnwatchTicket unwatch -> watching.unwatch(unwatch, state, context);
    };
  }

  /** Refuses whoever is not staff. */
  static void requireStaff(DecisionContext context, String what) {
    if (!context.actor().isStaff()) {
      throw forbidden("Only staff may " + what + ".");
    }
  }
}
