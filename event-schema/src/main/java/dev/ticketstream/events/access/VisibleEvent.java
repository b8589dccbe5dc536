package dev.ticketstream.events.access;

import dev.ticketstream.events.Actor;
import dev.ticketstream.events.Attachment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.EventType;
import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of an event to everyone with one {@link Exposure}. It holds no reference to the
 * stored event, and only {@link EventRedactor} makes one, so code that takes this type cannot show
 * too much: the change itself, the command's id and the other numbering of versions are not here.
 */
public final class VisibleEvent {

  /** The values; a record of its own so that the constructor stays hidden. */
  record Content(
      Exposure exposure,
      UUID eventId,
      EventType eventType,
      UUID ticketId,
      int version,
      Instant occurredAt,
      Actor actor,
      @Nullable String origin,
      @Nullable TicketFacets before,
      List<FieldChange> changes,
      TicketSnapshot ticket,
      Map<String, String> metadata,
      @Nullable Comment comment,
      @Nullable Attachment attachment,
      @Nullable RelatedTicket related,
      @Nullable String tag) {}

  private final Content content;

  VisibleEvent(Content content) {
    this.content = content;
  }

  /** For which exposure it was made. */
  public Exposure exposure() {
    return content.exposure();
  }

  /** The event's id, the same for every exposure. */
  public UUID eventId() {
    return content.eventId();
  }

  /** The public type. */
  public EventType eventType() {
    return content.eventType();
  }

  /** The ticket's id. */
  public UUID ticketId() {
    return content.ticketId();
  }

  /** The version in the numbering that the viewer knows: 1, 2, 3 … without a gap. */
  public int version() {
    return content.version();
  }

  /** When it happened. */
  public Instant occurredAt() {
    return content.occurredAt();
  }

  /** Who caused it. */
  public Actor actor() {
    return content.actor();
  }

  /** The client session that sent the command, if it named itself. */
  public Optional<String> origin() {
    return Optional.ofNullable(content.origin());
  }

  /**
   * The filtered fields as they were before; empty for the first event of a stream. Customers get
   * no watchers here.
   */
  public Optional<TicketFacets> before() {
    return Optional.ofNullable(content.before());
  }

  /** The changed fields; in a departure without the new values. */
  public List<FieldChange> changes() {
    return content.changes();
  }

  /** The ticket after the event, with what the viewer may see of it. */
  public TicketSnapshot ticket() {
    return content.ticket();
  }

  /** Key-value pairs for tools; empty but for staff. */
  public Map<String, String> metadata() {
    return content.metadata();
  }

  /** The comment that was written or rewritten, if that is what happened. */
  public Optional<Comment> comment() {
    return Optional.ofNullable(content.comment());
  }

  /** The file that was attached, if that is what happened. */
  public Optional<Attachment> attachment() {
    return Optional.ofNullable(content.attachment());
  }

  /** The relation that was made or dissolved, if that is what happened; staff only. */
  public Optional<RelatedTicket> related() {
    return Optional.ofNullable(content.related());
  }

  /** The tag that was added or removed, if that is what happened. */
  public Optional<String> tag() {
    return Optional.ofNullable(content.tag());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VisibleEvent that && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /** All of the values: what is not in here is not in the event. */
  @Override
  public String toString() {
    return "VisibleEvent" + content.toString().substring("Content".length());
  }
}
