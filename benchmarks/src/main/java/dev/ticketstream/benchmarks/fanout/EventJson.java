package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.UserRef;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON: what Redis carries for the Node reference, and ready payloads for the
 * broadcaster. Nothing in these events needs to be escaped.
 */
final class EventJson {

  /** As long as a cursor of the gateway. */
  static final String CURSOR = "c".repeat(96);

  private EventJson() {}

  /** What the selection of {@link Selections} gives of an event, as a {@code next} payload. */
  static String payload(SupportTicketEvent event) {
    StringBuilder json = new StringBuilder(640);
    json.append("{\"data\":{\"supportTicketEvents\":{");
    selected(json, event);
    return json.append("}}}}").toString();
  }

  /** The same fields, and those that the Node reference filters by. */
  static String message(SupportTicketEvent event) {
    StringBuilder json = new StringBuilder(800);
    TicketSnapshot ticket = event.ticket();
    TicketFacets before = event.before() == null ? event.after() : event.before();
    json.append('{');
    selected(json, event);
    text(json.append(','), "team", ticket.team());
    text(json.append(','), "createdBy", ticket.createdBy().id());
    json.append("},\"before\":{");
    text(json, "status", before.status().name());
    text(json.append(','), "assignedTo", before.assigneeId());
    text(json.append(','), "team", before.team());
    return json.append("}}").toString();
  }

  /** Leaves the ticket open for more fields. */
  private static void selected(StringBuilder json, SupportTicketEvent event) {
    TicketSnapshot ticket = event.ticket();
    text(json, "eventId", event.eventId().toString());
    text(json.append(','), "eventType", event.eventType().name());
    text(json.append(','), "timestamp", DateTimeFormatter.ISO_INSTANT.format(event.occurredAt()));
    json.append(",\"version\":").append(event.publicVersion());
    text(json.append(','), "cursor", CURSOR);
    json.append(",\"triggeredBy\":");
    user(json, event.actor().asUser());
    json.append(",\"ticket\":{");
    text(json, "id", ticket.id().toString());
    text(json.append(','), "reference", ticket.reference());
    text(json.append(','), "request", ticket.request());
    text(json.append(','), "status", ticket.status().name());
    text(json.append(','), "priority", ticket.priority().name());
    json.append(",\"assignedTo\":");
    UserRef assignee = ticket.assignedTo();
    if (assignee == null) {
      json.append("null");
    } else {
      user(json, assignee);
    }
  }

  private static void user(StringBuilder json, UserRef user) {
    text(json.append('{'), "id", user.id());
    text(json.append(','), "firstName", user.firstName());
    text(json.append(','), "lastName", user.lastName());
    json.append('}');
  }

  private static void text(StringBuilder json, String name, @Nullable String value) {
    json.append('"').append(name).append("\":");
    if (value == null) {
      json.append("null");
    } else {
      json.append('"').append(value).append('"');
    }
  }
}
