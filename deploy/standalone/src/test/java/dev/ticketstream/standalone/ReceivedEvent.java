package dev.ticketstream.standalone;

import tools.jackson.databind.JsonNode;

/**
 * One {@code next} message of a {@code supportTicketEvents} subscription.
 *
 * @param event the {@code supportTicketEvents} field of the payload's data
 */
record ReceivedEvent(JsonNode event) {

  String ticketId() {
    return event.at("/ticket/id").asString();
  }

  int version() {
    return event.get("version").asInt();
  }

  StreamPosition position() {
    return new StreamPosition(ticketId(), version());
  }

  String cursor() {
    return event.get("cursor").asString();
  }
}
