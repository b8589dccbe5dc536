package dev.ticketstream.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one ticket, with the state after it: what the event store keeps, Kafka carries and
 * subscribers receive.
 *
 * @param eventId unique (UUIDv7)
 * @param ticketId the stream, and Kafka's key
 * @param version the place in the stream: 1, 2, 3 … without a gap
 * @param publicVersion the same, counting only events that customers may see; an internal event
 *     repeats its predecessor's
 * @param occurredAt when it happened, by the command service's clock, in microseconds
 * @param actor who caused it
 * @param origin the client session that sent the command, so that a tab can tell its own echo
 * @param commandId the command that caused it, if it had an id
 * @param change what happened
 * @param changes the same as fields with old and new values, for people to read
 * @param before what visibility and filters need of the state before; {@code null} only for the
 *     first event of a stream
 * @param ticket the whole state after
 * @param metadata free key-value pairs for tools; staff only
 */
public record SupportTicketEvent(
    UUID eventId,
    UUID ticketId,
    int version,
    int publicVersion,
    Instant occurredAt,
    Actor actor,
    @Nullable String origin,
    @Nullable String commandId,
    TicketChange change,
    List<FieldChange> changes,
    @Nullable TicketFacets before,
    TicketSnapshot ticket,
    Map<String, String> metadata) {

  public SupportTicketEvent {
    changes = List.copyOf(changes);
    metadata = Map.copyOf(metadata);
    if (version < 1 || publicVersion < 1 || publicVersion > version) {
      throw new IllegalArgumentException(
          "versions out of range: version %d, publicVersion %d".formatted(version, publicVersion));
    }
  }

  /** The public type under which subscribers know this event. */
  public EventType eventType() {
    return change.eventType();
  }

  /** Whether only staff may know of this event. */
  public boolean internal() {
    return change.internal();
  }

  /** The state after this event, as visibility and filters look at it. */
  public TicketFacets after() {
    return ticket.facets();
  }

  /** The comment that was written or rewritten, if that is what happened. */
  public Optional<Comment> comment() {
    if (change instanceof TicketChange.CommentAdded(Comment added)) {
      return Optional.of(added);
    }
    return change instanceof TicketChange.CommentEdited(Comment edited)
        ? Optional.of(edited)
        : Optional.empty();
  }

  /** The file that was attached, if that is what happened. */
  public Optional<Attachment> attachment() {
    return change instanceof TicketChange.AttachmentAdded(Attachment attachment)
        ? Optional.of(attachment)
        : Optional.empty();
  }

  /** The relation that was made or dissolved, if that is what happened. */
  public Optional<RelatedTicket> related() {
    if (change instanceof TicketChange.RelatedAdded(RelatedTicket added)) {
      return Optional.of(added);
    }
    return change instanceof TicketChange.RelatedRemoved(RelatedTicket removed)
        ? Optional.of(removed)
        : Optional.empty();
  }

  /** The tag that was added or removed, if that is what happened. */
  public Optional<String> tag() {
    if (change instanceof TicketChange.TagAdded(String added)) {
      return Optional.of(added);
    }
    return change instanceof TicketChange.TagRemoved(String removed)
        ? Optional.of(removed)
        : Optional.empty();
  }
}
