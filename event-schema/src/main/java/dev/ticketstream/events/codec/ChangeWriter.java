package dev.ticketstream.events.codec;

import dev.ticketstream.events.Attachment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.codec.proto.EventProto;

/** Puts what happened into an event's wire message. */
final class ChangeWriter {

  private ChangeWriter() {}

  static EventProto.SupportTicketEvent.Builder write(
      EventProto.SupportTicketEvent.Builder event, TicketChange change) {
    return switch (change) {
      case TicketChange.TicketCreated created -> event.setTicketCreated(created(created));
      case TicketChange.DetailsUpdated updated -> event.setDetailsUpdated(updated(updated));
      case TicketChange.TicketAssigned(UserRef assignee) ->
          event.setTicketAssigned(
              EventProto.TicketAssigned.newBuilder().setAssignee(ValueWriter.write(assignee)));
      case TicketChange.TicketUnassigned(UserRef former) ->
          event.setTicketUnassigned(
              EventProto.TicketUnassigned.newBuilder()
                  .setFormerAssignee(ValueWriter.write(former)));
      case TicketChange.MovedToTeam moved -> event.setMovedToTeam(moved(moved));
      case TicketChange.StatusChanged moved -> event.setStatusChanged(moved(moved));
      case TicketChange.PriorityChanged(var from, var to) ->
          event.setPriorityChanged(
              EventProto.PriorityChanged.newBuilder()
                  .setFrom(EnumWriter.write(from))
                  .setTo(EnumWriter.write(to)));
      case TicketChange.SlaDeadlineChanged changed ->
          event.setSlaDeadlineChanged(deadline(changed));
      case TicketChange.CommentAdded(Comment comment) ->
          event.setCommentAdded(
              EventProto.CommentAdded.newBuilder().setComment(ValueWriter.write(comment)));
      case TicketChange.CommentEdited(Comment comment) ->
          event.setCommentEdited(
              EventProto.CommentEdited.newBuilder().setComment(ValueWriter.write(comment)));
      case TicketChange.CommentDeleted(var commentId, boolean internal) ->
          event.setCommentDeleted(
              EventProto.CommentDeleted.newBuilder()
                  .setCommentId(commentId.toString())
                  .setInternal(internal));
      case TicketChange.AttachmentAdded(Attachment attachment) ->
          event.setAttachmentAdded(
              EventProto.AttachmentAdded.newBuilder().setAttachment(ValueWriter.write(attachment)));
      case TicketChange.WatcherAdded(Watcher watcher) ->
          event.setWatcherAdded(
              EventProto.WatcherAdded.newBuilder().setWatcher(ValueWriter.write(watcher)));
      case TicketChange.WatcherRemoved(Watcher watcher) ->
          event.setWatcherRemoved(
              EventProto.WatcherRemoved.newBuilder().setWatcher(ValueWriter.write(watcher)));
      case TicketChange.TicketDeleted() ->
          event.setTicketDeleted(EventProto.TicketDeleted.getDefaultInstance());
      case TicketChange.TicketRestored() ->
          event.setTicketRestored(EventProto.TicketRestored.getDefaultInstance());
      case TicketChange.RelatedAdded(RelatedTicket related) ->
          event.setRelatedAdded(
              EventProto.RelatedAdded.newBuilder().setRelated(ValueWriter.write(related)));
      case TicketChange.RelatedRemoved(RelatedTicket related) ->
          event.setRelatedRemoved(
              EventProto.RelatedRemoved.newBuilder().setRelated(ValueWriter.write(related)));
      case TicketChange.TagAdded(String tag) ->
          event.setTagAdded(EventProto.TagAdded.newBuilder().setTag(tag));
      case TicketChange.TagRemoved(String tag) ->
          event.setTagRemoved(EventProto.TagRemoved.newBuilder().setTag(tag));
    };
  }

  private static EventProto.TicketCreated created(TicketChange.TicketCreated created) {
    EventProto.TicketCreated.Builder builder =
        EventProto.TicketCreated.newBuilder()
            .setReference(created.reference())
            .setRequest(created.request())
            .setDescription(created.description())
            .setRequestType(EnumWriter.write(created.requestType()))
            .setPriority(EnumWriter.write(created.priority()))
            .setCreatedBy(ValueWriter.write(created.createdBy()))
            .addAllTags(created.tags());
    if (created.team() != null) {
      builder.setTeam(created.team());
    }
    if (created.meta() != null) {
      builder.setMeta(created.meta());
    }
    if (created.slaDeadline() != null) {
      builder.setSlaDeadline(ValueWriter.write(created.slaDeadline()));
    }
    return builder.build();
  }

  private static EventProto.DetailsUpdated updated(TicketChange.DetailsUpdated updated) {
    EventProto.DetailsUpdated.Builder builder = EventProto.DetailsUpdated.newBuilder();
    if (updated.request() != null) {
      builder.setRequest(updated.request());
    }
    if (updated.description() != null) {
      builder.setDescription(updated.description());
    }
    if (updated.requestType() != null) {
      builder.setRequestType(EnumWriter.write(updated.requestType()));
    }
    if (updated.meta() != null) {
      builder.setMeta(updated.meta());
    }
    return builder.build();
  }

  private static EventProto.MovedToTeam moved(TicketChange.MovedToTeam moved) {
    EventProto.MovedToTeam.Builder builder = EventProto.MovedToTeam.newBuilder();
    if (moved.team() != null) {
      builder.setTeam(moved.team());
    }
    return builder.build();
  }

  private static EventProto.StatusChanged moved(TicketChange.StatusChanged moved) {
    EventProto.StatusChanged.Builder builder =
        EventProto.StatusChanged.newBuilder()
            .setFrom(EnumWriter.write(moved.from()))
            .setTo(EnumWriter.write(moved.to()));
    if (moved.heldTime() != null) {
      builder.setHeldTime(ValueWriter.write(moved.heldTime()));
    }
    return builder.build();
  }

  private static EventProto.SlaDeadlineChanged deadline(TicketChange.SlaDeadlineChanged changed) {
    EventProto.SlaDeadlineChanged.Builder builder = EventProto.SlaDeadlineChanged.newBuilder();
    if (changed.slaDeadline() != null) {
      builder.setSlaDeadline(ValueWriter.write(changed.slaDeadline()));
    }
    return builder.build();
  }
}
