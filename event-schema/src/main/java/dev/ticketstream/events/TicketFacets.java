package dev.ticketstream.events;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of a ticket that visibility and subscription filters look at. An event carries
 * them as they were before it, and its snapshot gives them as they are after it.
 *
 * @param status the ticket's status
 * @param priority the ticket's priority
 * @param assigneeId id of the assignee, if any
 * @param team id of the team, if any
 * @param creatorId id of the user who created the ticket
 * @param watcherIds ids of all watchers, staff included
 * @param deleted whether the ticket is (softly) deleted
 */
public record TicketFacets(
    TicketStatus status,
    TicketPriority priority,
    @Nullable String assigneeId,
    @Nullable String team,
    String creatorId,
    Set<String> watcherIds,
    boolean deleted) {

  public TicketFacets {
    watcherIds = Set.copyOf(watcherIds);
  }
}
