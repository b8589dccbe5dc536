package dev.ticketstream.command.relay;

import java.util.List;

/**
 * A page of events that are not published yet, ascending by {@code seq}.
 *
 * @param target the snapshot that is being paged towards, as text
 * @param events the events; empty only if the page is complete
 * @param complete whether nothing that {@code target} sees comes after this page
 */
record EventPage(String target, List<StoredEvent> events, boolean complete) {

  EventPage {
    events = List.copyOf(events);
  }
}
