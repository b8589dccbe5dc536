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
import java.util.Set;
import java.util.UUID;

/** The parts that events and tickets are made of, from wire messages. */
final class ValueReader {

  private static final int UUID_LENGTH = 36;

  private ValueReader() {}

  /** Passes a message on if it was there; {@code present} is the message's {@code has…} method. */
  static <T> T required(boolean present, T message, String what) {
    if (!present) {
      throw new MalformedEventException("without " + what);
    }
    return message;
  }

  static UUID uuid(String text, String what) {
    // UUID.fromString also takes shortened groups, which would give one id several spellings.
    if (text.length() != UUID_LENGTH) {
      throw new MalformedEventException("%s is no UUID: \"%s\"".formatted(what, text));
    }
    return UUID.fromString(text);
  }

  static Instant read(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  static Duration read(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  static Actor read(EventProto.Actor actor) {
    return switch (actor.getKindCase()) {
      case USER -> new Actor.User(read(actor.getUser()));
      case SYSTEM_PROCESS -> new Actor.SystemProcess(actor.getSystemProcess().getName());
      case KIND_NOT_SET -> {
        if (actor.getUnknownFields().isEmpty()) {
          throw new MalformedEventException("without kind of actor");
        }
        throw new UnknownValueException("kind of actor");
      }
    };
  }

  static UserRef read(EventProto.UserRef user) {
    return new UserRef(
        user.getId(),
        user.getFirstName(),
        user.getLastName(),
        user.hasAvatar() ? user.getAvatar() : null);
  }

  static Watcher read(EventProto.Watcher watcher) {
    return new Watcher(
        read(required(watcher.hasUser(), watcher.getUser(), "watching user")),
        watcher.getInternal());
  }

  static RelatedTicket read(EventProto.RelatedTicket related) {
    return new RelatedTicket(
        uuid(related.getTicketId(), "related ticket's id"),
        related.getReference(),
        EnumReader.read(related.getKind()));
  }

  static Comment read(EventProto.Comment comment) {
    return new Comment(
        uuid(comment.getId(), "comment's id"),
        comment.hasParentId() ? uuid(comment.getParentId(), "parent comment's id") : null,
        comment.getBody(),
        comment.getInternal(),
        read(required(comment.hasAuthor(), comment.getAuthor(), "comment's author")),
        read(required(comment.hasCreatedDate(), comment.getCreatedDate(), "comment's date")),
        comment.getMentionsList().stream().map(ValueReader::read).toList(),
        comment.getByStaff(),
        comment.hasEditedDate() ? read(comment.getEditedDate()) : null);
  }

  static Attachment read(EventProto.Attachment attachment) {
    return new Attachment(
        uuid(attachment.getId(), "attachment's id"),
        attachment.getFileName(),
        attachment.getContentType(),
        attachment.getSizeBytes(),
        attachment.getSha256(),
        read(required(attachment.hasUploadedBy(), attachment.getUploadedBy(), "uploader")),
        read(
            required(
                attachment.hasUploadedDate(),
                attachment.getUploadedDate(),
                "attachment's upload date")));
  }

  static FieldChange read(EventProto.FieldChange change) {
    return new FieldChange(
        change.getField(),
        change.hasOldValue() ? change.getOldValue() : null,
        change.hasNewValue() ? change.getNewValue() : null);
  }

  static TicketFacets read(EventProto.TicketFacets facets) {
    return new TicketFacets(
        EnumReader.read(facets.getStatus()),
        EnumReader.read(facets.getPriority()),
        facets.hasAssigneeId() ? facets.getAssigneeId() : null,
        facets.hasTeam() ? facets.getTeam() : null,
        facets.getCreatorId(),
        Set.copyOf(facets.getWatcherIdsList()),
        facets.getDeleted());
  }
}
