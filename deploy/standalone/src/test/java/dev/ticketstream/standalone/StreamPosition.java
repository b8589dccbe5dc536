package dev.ticketstream.standalone;

import dev.ticketstream.events.SupportTicketEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event's place: which ticket's stream, and where in it. */
record StreamPosition(String ticketId, int version) implements Comparable<StreamPosition> {

  private static final Comparator<StreamPosition> ORDER =
      Comparator.comparing(StreamPosition::ticketId).thenComparingInt(StreamPosition::version);

  /** The position of an event as it is stored. */
  static StreamPosition of(SupportTicketEvent event) {
    return new StreamPosition(event.ticketId().toString(), event.version());
  }

  @Override
  public int compareTo(StreamPosition other) {
    return ORDER.compare(this, other);
  }

  /**
   * The first place at which a ticket's versions are not 1, 2, 3 … in the order given.
   *
   * @param inOrder positions as they were stored or received
   * @return a description of the fault, or an empty text
   */
  static String firstFault(List<StreamPosition> inOrder) {
    Map<String, Integer> last = new HashMap<>();
    for (StreamPosition position : inOrder) {
      int expected = last.getOrDefault(position.ticketId(), 0) + 1;
      if (position.version() != expected) {
        return "ticket %s: version %d where %d was due"
            .formatted(position.ticketId(), position.version(), expected);
      }
      last.put(position.ticketId(), expected);
    }
    return "";
  }
}
