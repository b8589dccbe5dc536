package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;
import static dev.ticketstream.events.TicketLimits.META_BYTES_MAX;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Checks a ticket's {@code meta}, which comes as the text of a JSON object. */
final class Meta {

  private static final String PATH = "input.meta";

  private Meta() {}

  static String checked(String json) {
    // One character is at least one byte, so this also bounds the encoding below.
    TextRules.text(json, META_BYTES_MAX, PATH);
    int bytes = json.getBytes(UTF_8).length;
    if (bytes > META_BYTES_MAX) {
      throw tooLarge(
          "meta takes %d bytes; the limit is %d.".formatted(bytes, META_BYTES_MAX), PATH);
    }
    return json;
  }
}
