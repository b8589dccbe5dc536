package dev.ticketstream.gateway.stream;

import java.util.List;

/**
 * Some of the recent events, in the order in which they arrived.
 *
 * @param events the events after the asked-for position
 * @param nextSequence where to read on
 * @param reached the position after them
 * @param atEnd whether there were no more at the time
 */
public record RecentPage(
    List<StreamedEvent> events, long nextSequence, StreamPosition reached, boolean atEnd) {

  public RecentPage {
    events = List.copyOf(events);
  }
}
