package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;
import java.util.function.Consumer;

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

  /** Every user to whom the ticket stands in a {@link Relation}, before or after; each once. */
  void forEachRelatedUser(Consumer<String> action) {
    forEachUser(after, action);
    TicketFacets before = event.before();
    if (before != null) {
      forEachUser(
          before,
          user -> {
            if (!isRelated(after, user)) {
              action.accept(user);
            }
          });
    }
  }

  private static void forEachUser(TicketFacets ticket, Consumer<String> action) {
    String creator = ticket.creatorId();
    String assignee = ticket.assigneeId();
    action.accept(creator);
    if (assignee != null && !assignee.equals(creator)) {
      action.accept(assignee);
    }
    for (String watcher : ticket.watcherIds()) {
      if (!watcher.equals(creator) && !watcher.equals(assignee)) {
        action.accept(watcher);
      }
    }
  }

  private static boolean isRelated(TicketFacets ticket, String user) {
    return user.equals(ticket.creatorId())
        || user.equals(ticket.assigneeId())
        || ticket.watcherIds().contains(user);
  }
}
