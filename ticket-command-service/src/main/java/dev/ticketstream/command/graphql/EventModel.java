package dev.ticketstream.command.graphql;

import dev.ticketstream.command.graphql.TicketModel.AttachmentModel;
import dev.ticketstream.events.EventType;
import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.VisibleEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code SupportTicketEvent}.
 *
 * @param event the redacted event
 * @param ticket the ticket after it
 * @param previousState what filters look at, as it was before
 */
public record EventModel(
    VisibleEvent event, TicketModel ticket, @Nullable Map<String, @Nullable Object> previousState) {

  public String eventId() {
    return event.eventId().toString();
  }

  public EventType eventType() {
    return event.eventType();
  }

  public String summary() {
    return TimelineSentence.of(event);
  }

  public UserRef triggeredBy() {
    return event.actor().asUser();
  }

  public Instant timestamp() {
    return event.occurredAt();
  }

  public @Nullable Map<String, String> metadata() {
    return event.metadata().isEmpty() ? null : event.metadata();
  }

  public @Nullable CommentModel comment() {
    return event.comment().map(CommentModel::of).orElse(null);
  }

  public List<FieldChange> changes() {
    return event.changes();
  }

  public @Nullable AttachmentModel attachment() {
    return event.attachment().map(AttachmentModel::new).orElse(null);
  }

  public int version() {
    return event.version();
  }

  public @Nullable String origin() {
    return event.origin().orElse(null);
  }
}
