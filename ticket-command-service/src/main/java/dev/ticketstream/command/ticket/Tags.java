package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;
import static dev.ticketstream.events.TicketLimits.TAGS_MAX;
import static dev.ticketstream.events.TicketLimits.TAG_LENGTH_MAX;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks tags. */
final class Tags {

  private Tags() {}

  static String checked(String tag, String path) {
    return TextRules.line(tag, TAG_LENGTH_MAX, path);
  }

  /** The tags without doubles, in the order in which they came. */
  static List<String> checked(List<String> tags) {
    requireRoom(tags.size(), "input.tags");
    Set<String> distinct = new LinkedHashSet<>();
    for (int i = 0; i < tags.size(); i++) {
      distinct.add(checked(tags.get(i), "input.tags[" + i + "]"));
    }
    return List.copyOf(distinct);
  }

  static void requireRoom(int count, String path) {
    if (count > TAGS_MAX) {
      throw tooLarge("A ticket has at most %d tags.".formatted(TAGS_MAX), path);
    }
  }
}
