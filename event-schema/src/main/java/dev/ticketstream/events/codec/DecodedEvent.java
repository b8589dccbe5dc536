package dev.ticketstream.events.codec;

import dev.ticketstream.events.SupportTicketEvent;

/**
 * What a consumer finds in a record: an event, or something that a newer producer wrote and this
 * version does not know. Consumers count the latter and go on.
 */
public sealed interface DecodedEvent {

  /** An event that this version understands. */
  record Known(SupportTicketEvent event) implements DecodedEvent {}

  /**
   * An event of a type, or with a value, that this version does not know.
   *
   * @param eventId the event's id, as text; empty if it was not readable
   * @param ticketId the ticket's id, as text; empty if it was not readable
   * @param what what is unknown, for the log
   */
  record Unknown(String eventId, String ticketId, String what) implements DecodedEvent {}
}
