package dev.ticketstream.events.codec;

import com.google.protobuf.Timestamp;
import dev.ticketstream.events.Actor;
import dev.ticketstream.events.Attachment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.codec.proto.EventProto;
import java.time.Duration;
import java.time.Instant;

/** The parts that events and tickets are made of, as wire messages. */
final class ValueWriter {

  private ValueWriter() {}

  static Timestamp write(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static com.google.protobuf.Duration write(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  static EventProto.Actor write(Actor actor) {
    EventProto.Actor.Builder builder = EventProto.Actor.newBuilder();
    return switch (actor) {
      case Actor.User(UserRef user) -> builder.setUser(write(user)).build();
      case Actor.SystemProcess(String name) ->
          builder.setSystemProcess(EventProto.SystemProcess.newBuilder().setName(name)).build();
    };
  }

  static EventProto.UserRef write(UserRef user) {
    EventProto.UserRef.Builder builder =
        EventProto.UserRef.newBuilder()
            .setId(user.id())
            .setFirstName(user.firstName())
            .setLastName(user.lastName());
    if (user.avatar() != null) {
      builder.setAvatar(user.avatar());
    }
    return builder.build();
  }

  static EventProto.Watcher write(Watcher watcher) {
    return EventProto.Watcher.newBuilder()
        .setUser(write(watcher.user()))
        .setInternal(watcher.internal())
        .build();
  }

  static EventProto.RelatedTicket write(RelatedTicket related) {
    return EventProto.RelatedTicket.newBuilder()
        .setTicketId(related.ticketId().toString())
        .setReference(related.reference())
        .setKind(EnumWriter.write(related.kind()))
        .build();
  }

  static EventProto.Comment write(Comment comment) {
    EventProto.Comment.Builder builder =
        EventProto.Comment.newBuilder()
            .setId(comment.id().toString())
            .setBody(comment.body())
            .setInternal(comment.internal())
            .setAuthor(write(comment.author()))
            .setCreatedDate(write(comment.createdDate()))
            .setByStaff(comment.byStaff());
    if (comment.parentId() != null) {
      builder.setParentId(comment.parentId().toString());
    }
    comment.mentions().forEach(user -> builder.addMentions(write(user)));
    if (comment.editedDate() != null) {
      builder.setEditedDate(write(comment.editedDate()));
    }
    return builder.build();
  }

  static EventProto.Attachment write(Attachment attachment) {
    return EventProto.Attachment.newBuilder()
        .setId(attachment.id().toString())
        .setFileName(attachment.fileName())
        .setContentType(attachment.contentType())
        .setSizeBytes(attachment.sizeBytes())
        .setSha256(attachment.sha256())
        .setUploadedBy(write(attachment.uploadedBy()))
        .setUploadedDate(write(attachment.uploadedDate()))
        .build();
  }

  static EventProto.FieldChange write(FieldChange change) {
    EventProto.FieldChange.Builder builder =
        EventProto.FieldChange.newBuilder().setField(change.field());
    if (change.oldValue() != null) {
      builder.setOldValue(change.oldValue());
    }
    if (change.newValue() != null) {
      builder.setNewValue(change.newValue());
    }
    return builder.build();
  }

  /** Sorts what has no order, so that equal facets give equal bytes. */
  static EventProto.TicketFacets write(TicketFacets facets) {
    EventProto.TicketFacets.Builder builder =
        EventProto.TicketFacets.newBuilder()
            .setStatus(EnumWriter.write(facets.status()))
            .setPriority(EnumWriter.write(facets.priority()))
            .setCreatorId(facets.creatorId())
            .addAllWatcherIds(facets.watcherIds().stream().sorted().toList())
            .setDeleted(facets.deleted());
    if (facets.assigneeId() != null) {
      builder.setAssigneeId(facets.assigneeId());
    }
    if (facets.team() != null) {
      builder.setTeam(facets.team());
    }
    return builder.build();
  }
}
