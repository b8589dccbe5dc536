package dev.ticketstream.events.access;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;
import java.util.Optional;

/**
 * Who may see which ticket and event.
 *
 * <ul>
 *   <li>An admin sees all, deleted tickets too; nobody else sees a deleted ticket.
 *   <li>An agent sees what {@link AgentScope} says, and what they have a personal relation to.
 *   <li>A customer sees tickets they created, are assigned or watch, and nothing internal.
 *   <li>Who could see the ticket before an event but not after it gets this one event, as a
 *       {@linkplain Exposure#isDeparture() departure}, and nothing afterwards.
 * </ul>
 *
 * @param agentScope which tickets agents see
 */
public record TicketVisibility(AgentScope agentScope) {

  /**
   * Whether the viewer may see a ticket that is in the given state.
   *
   * @param viewer who asks
   * @param ticket the ticket's state
   */
  public boolean canSee(Viewer viewer, TicketFacets ticket) {
    if (viewer.isAdmin()) {
      return true;
    }
    if (ticket.deleted()) {
      return false;
    }
    return hasRelation(viewer.id(), ticket) || (viewer.isStaff() && inAgentScope(viewer, ticket));
  }

  /**
   * What the viewer may see of a ticket, if anything.
   *
   * @param viewer who asks
   * @param ticket the ticket's state
   * @return {@link Exposure#STAFF} or {@link Exposure#PUBLIC}, or empty when they may not know of
   *     it
   */
  public Optional<Exposure> exposureOf(Viewer viewer, TicketFacets ticket) {
    return canSee(viewer, ticket)
        ? Optional.of(viewer.isStaff() ? Exposure.STAFF : Exposure.PUBLIC)
        : Optional.empty();
  }

  /**
   * What the viewer may see of an event, if anything.
   *
   * @param viewer who asks
   * @param event the event
   * @return how much to show, or empty when the viewer may not know of it
   */
  public Optional<Exposure> exposureOf(Viewer viewer, SupportTicketEvent event) {
    return exposureOf(viewer, event, event.after());
  }

  /**
   * The same as {@link #exposureOf(Viewer, SupportTicketEvent)} for callers who ask for many
   * viewers and have the event's facets at hand.
   *
   * @param viewer who asks
   * @param event the event
   * @param after {@code event.after()}, taken once
   */
  public Optional<Exposure> exposureOf(
      Viewer viewer, SupportTicketEvent event, TicketFacets after) {
    boolean staff = viewer.isStaff();
    if (event.internal() && !staff) {
      return Optional.empty();
    }
    if (canSee(viewer, after)) {
      return Optional.of(staff ? Exposure.STAFF : Exposure.PUBLIC);
    }
    TicketFacets before = event.before();
    if (before != null && canSee(viewer, before)) {
      return Optional.of(staff ? Exposure.STAFF_DEPARTURE : Exposure.PUBLIC_DEPARTURE);
    }
    return Optional.empty();
  }

  private static boolean hasRelation(String userId, TicketFacets ticket) {
    return userId.equals(ticket.creatorId())
        || userId.equals(ticket.assigneeId())
        || ticket.watcherIds().contains(userId);
  }

  private boolean inAgentScope(Viewer viewer, TicketFacets ticket) {
    return switch (agentScope) {
      case ALL_TICKETS -> true;
      case OWN_TEAMS -> ticket.team() == null || viewer.teams().contains(ticket.team());
    };
  }
}
