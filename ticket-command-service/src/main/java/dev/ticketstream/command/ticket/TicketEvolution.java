package dev.ticketstream.command.ticket;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.AttachmentAdded;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketChange.DetailsUpdated;
import dev.ticketstream.events.TicketChange.MovedToTeam;
import dev.ticketstream.events.TicketChange.PriorityChanged;
import dev.ticketstream.events.TicketChange.RelatedAdded;
import dev.ticketstream.events.TicketChange.RelatedRemoved;
import dev.ticketstream.events.TicketChange.SlaDeadlineChanged;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketChange.TagAdded;
import dev.ticketstream.events.TicketChange.TagRemoved;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketCreated;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketChange.TicketRestored;
import dev.ticketstream.events.TicketChange.TicketUnassigned;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketChange.WatcherRemoved;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketSnapshotBuilder;
import dev.ticketstream.events.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Applies thin changes to a ticket's state. Pure; folding a stream's changes gives its state. */
final class TicketEvolution {

  private TicketEvolution() {}

  /**
   * The state after a change.
   *
   * @param state the state before, {@code null} before the first change
   * @param change what happened
   * @param ticketId the stream
   * @param occurredAt when it happened
   * @throws IllegalStateException when a stream does not begin with its creation
   */
  static TicketSnapshot evolve(
      @Nullable TicketSnapshot state, TicketChange change, UUID ticketId, Instant occurredAt) {
    if (change instanceof TicketCreated created) {
      if (state != null) {
        throw new IllegalStateException("ticket %s was created twice".formatted(ticketId));
      }
      return created(created, ticketId, occurredAt);
    }
    if (state == null) {
      throw new IllegalStateException("the first change of %s is %s".formatted(ticketId, change));
    }
    TicketSnapshotBuilder next =
        apply(state, change, occurredAt).version(state.version() + 1).updatedDate(occurredAt);
    if (!change.internal()) {
      next.publicVersion(state.publicVersion() + 1).publicUpdatedDate(occurredAt);
    }
    return next.build();
  }

  private static TicketSnapshotBuilder apply(
      TicketSnapshot state, TicketChange change, Instant occurredAt) {
    TicketSnapshotBuilder next = state.toBuilder();
    return switch (change) {
      case TicketCreated _ -> next;
      case DetailsUpdated details -> details(state, details);
      case TicketAssigned assigned -> next.assignedTo(assigned.assignee());
      case TicketUnassigned _ -> next.assignedTo(null);
      case MovedToTeam moved -> next.team(moved.team());
      case StatusChanged moved -> status(state, moved, occurredAt);
      case PriorityChanged moved -> next.priority(moved.to());
      case SlaDeadlineChanged moved -> next.slaDeadline(moved.slaDeadline());
      case CommentAdded added -> commented(state, added.comment());
      case CommentEdited _ -> next;
      case CommentDeleted deleted -> count(state, -1, deleted.internal());
      case AttachmentAdded added -> next.attachments(plus(state.attachments(), added.attachment()));
      case WatcherAdded added -> next.watchers(plus(state.watchers(), added.watcher()));
      case WatcherRemoved removed -> {
        String userId = removed.watcher().user().id();
        yield next.watchers(
            without(state.watchers(), watcher -> watcher.user().id().equals(userId)));
      }
      case TicketDeleted _ -> next.deleted(true);
      case TicketRestored _ -> next.deleted(false);
      case RelatedAdded added -> next.relatedTickets(plus(state.relatedTickets(), added.related()));
      case RelatedRemoved removed ->
          next.relatedTickets(without(state.relatedTickets(), removed.related()::equals));
      case TagAdded added -> next.tags(plus(state.tags(), added.tag()));
      case TagRemoved removed -> next.tags(without(state.tags(), removed.tag()::equals));
    };
  }

  private static TicketSnapshot created(TicketCreated created, UUID ticketId, Instant occurredAt) {
    return new TicketSnapshot(
        ticketId,
        created.reference(),
        created.request(),
        created.description(),
        created.requestType(),
        TicketStatus.NEW,
        created.priority(),
        created.createdBy(),
        null,
        created.team(),
        List.of(),
        created.tags(),
        List.of(),
        List.of(),
        0,
        0,
        created.meta(),
        created.slaDeadline(),
        occurredAt,
        occurredAt,
        occurredAt,
        null,
        null,
        null,
        null,
        null,
        1,
        1,
        false);
  }

  private static TicketSnapshotBuilder details(TicketSnapshot state, DetailsUpdated details) {
    TicketSnapshotBuilder next = state.toBuilder();
    if (details.request() != null) {
      next.request(details.request());
    }
    if (details.description() != null) {
      next.description(details.description());
    }
    if (details.requestType() != null) {
      next.requestType(details.requestType());
    }
    if (details.meta() != null) {
      next.meta(details.meta());
    }
    return next;
  }

  private static TicketSnapshotBuilder status(
      TicketSnapshot state, StatusChanged moved, Instant occurredAt) {
    TicketStatus to = moved.to();
    TicketSnapshotBuilder next =
        state.toBuilder()
            .status(to)
            .onHoldSince(to == TicketStatus.ON_HOLD ? occurredAt : null)
            .heldTime(sum(state.heldTime(), moved.heldTime()));
    return switch (to) {
      case RESOLVED -> next.resolvedDate(occurredAt).closedDate(null);
      case CLOSED -> next.closedDate(occurredAt);
      case NEW, OPEN, IN_PROGRESS, ON_HOLD -> next.resolvedDate(null).closedDate(null);
    };
  }

  private static @Nullable Duration sum(@Nullable Duration earlier, @Nullable Duration time) {
    if (earlier == null || time == null) {
      return time == null ? earlier : time;
    }
    return earlier.plus(time);
  }

  private static TicketSnapshotBuilder commented(TicketSnapshot state, Comment comment) {
    TicketSnapshotBuilder next = count(state, 1, comment.internal());
    return state.firstResponseDate() == null && isResponse(comment, state)
        ? next.firstResponseDate(comment.createdDate())
        : next;
  }

  /** Nobody answers themselves: staff have tickets of their own too. */
  private static boolean isResponse(Comment comment, TicketSnapshot ticket) {
    return comment.byStaff()
        && !comment.internal()
        && !comment.author().id().equals(ticket.createdBy().id());
  }

  private static TicketSnapshotBuilder count(TicketSnapshot state, int by, boolean internal) {
    return state.toBuilder()
        .commentCount(state.commentCount() + by)
        .publicCommentCount(state.publicCommentCount() + (internal ? 0 : by));
  }

  private static <T> List<T> plus(List<T> list, T element) {
    List<T> longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }

  private static <T> List<T> without(List<T> list, Predicate<? super T> gone) {
    return list.stream().filter(gone.negate()).toList();
  }
}
