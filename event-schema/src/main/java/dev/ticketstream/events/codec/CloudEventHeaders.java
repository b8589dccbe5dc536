package dev.ticketstream.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.SupportTicketEvent;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.common.header.Headers;

/**
 * The headers that make a record a CloudEvent, by the specification's "Kafka Protocol Binding for
 * CloudEvents", version 1.0, in binary content mode: the attributes are headers with the prefix
 * {@code ce_}, the value is the event's data alone.
 */
public final class CloudEventHeaders {

  /** Version of the CloudEvents specification: {@code 1.0}. */
  public static final String SPEC_VERSION = "ce_specversion";

  /** The event's id. */
  public static final String ID = "ce_id";

  /** What happened, see {@link #type}. */
  public static final String TYPE = "ce_type";

  /** Always {@link #TICKETS}. */
  public static final String SOURCE = "ce_source";

  /** The ticket's id. */
  public static final String SUBJECT = "ce_subject";

  /** When it happened, as RFC 3339 in UTC. */
  public static final String TIME = "ce_time";

  /** Always {@link #SCHEMA_URI}. */
  public static final String DATA_SCHEMA = "ce_dataschema";

  /** Always {@link #PROTOBUF}. */
  public static final String CONTENT_TYPE = "content-type";

  /** The source of all ticket events. */
  public static final String TICKETS = "/ticketstream/tickets";

  /** Names the message in the .proto file that the value is an instance of. */
  public static final String SCHEMA_URI =
      "urn:ticketstream:schema:ticketstream.events.v1.SupportTicketEvent";

  /** The value's media type. */
  public static final String PROTOBUF = "application/protobuf";

  private CloudEventHeaders() {}

  /**
   * Adds the headers of an event. Takes what the event store keeps beside the payload, so that the
   * payload need not be decoded. Headers that are there already stay; of the same name, ours
   * replace them.
   *
   * @param headers the record's headers
   * @param eventId the event's id
   * @param type the event's type
   * @param ticketId the ticket's id
   * @param occurredAt when it happened
   */
  public static void write(
      Headers headers, String eventId, EventType type, String ticketId, Instant occurredAt) {
    set(headers, SPEC_VERSION, "1.0");
    set(headers, ID, eventId);
    set(headers, TYPE, type(type));
    set(headers, SOURCE, TICKETS);
    set(headers, SUBJECT, ticketId);
    set(headers, TIME, DateTimeFormatter.ISO_INSTANT.format(occurredAt));
    set(headers, DATA_SCHEMA, SCHEMA_URI);
    set(headers, CONTENT_TYPE, PROTOBUF);
  }

  /**
   * Adds the headers of an event.
   *
   * @param headers the record's headers
   * @param event the event
   */
  public static void write(Headers headers, SupportTicketEvent event) {
    write(
        headers,
        event.eventId().toString(),
        event.eventType(),
        event.ticketId().toString(),
        event.occurredAt());
  }

  /**
   * The type as CloudEvents name it. The names are part of the contract.
   *
   * @param type the event's type
   * @return for example {@code dev.ticketstream.ticket.status-changed.v1}
   */
  public static String type(EventType type) {
    String name =
        switch (type) {
          case CREATED -> "created";
          case UPDATED -> "updated";
          case ASSIGNED -> "assigned";
          case UNASSIGNED -> "unassigned";
          case STATUS_CHANGED -> "status-changed";
          case PRIORITY_CHANGED -> "priority-changed";
          case COMMENTED -> "commented";
          case ATTACHMENT_ADDED -> "attachment-added";
          case DELETED -> "deleted";
          case RELATED_ADDED -> "related-added";
          case RELATED_REMOVED -> "related-removed";
          case TAG_ADDED -> "tag-added";
          case TAG_REMOVED -> "tag-removed";
        };
    return "dev.ticketstream.ticket.%s.v1".formatted(name);
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }
}
