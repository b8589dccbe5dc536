package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;
import java.util.HashSet;
import java.util.Set;

/**
 * An event as matching looks at it, with what is asked for many subscribers taken from it once.
 *
 * @param event the event, not redacted: only matching may look at it
 * @param after {@code event.after()}
 */
public record EventFacts(SupportTicketEvent event, TicketFacets after) {

  /**
   * @param event the event
   */
  public static EventFacts of(SupportTicketEvent event) {
    return new EventFacts(event, event.after());
  }

  /** Ids of all users to whom the ticket stands in a {@link Relation}, before or after. */
  Set<String> relatedUsers() {
    Set<String> users = new HashSet<>();
    collect(after, users);
    TicketFacets before = event.before();
    if (before != null) {
      collect(before, users);
    }
    return users;
  }

  private static void collect(TicketFacets ticket, Set<String> users) {
    users.add(ticket.creatorId());
    if (ticket.assigneeId() != null) {
      users.add(ticket.assigneeId());
    }
    users.addAll(ticket.watcherIds());
  }
}
