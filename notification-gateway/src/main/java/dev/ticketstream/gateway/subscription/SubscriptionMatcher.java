package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an event is for a subscriber. What the subscriber may see is part of the
 * decision: a ticket stands in a subscription when its state meets the filter and is visible.
 * {@link Predicate} decides the same for many subscribers.
 *
 * @param visibility who may see what
 */
public record SubscriptionMatcher(TicketVisibility visibility) {

  /**
   * Matches one event against one subscription.
   *
   * @param viewer the subscriber, with the rights they have now
   * @param filter what they asked for
   * @param facts the event
   * @return how it matches, or {@code null} when it is not for them
   */
  public @Nullable Match match(Viewer viewer, SubscriptionFilter filter, EventFacts facts) {
    SupportTicketEvent event = facts.event();
    if (!admits(filter.ticketIds(), event.ticketId())
        || !admits(filter.eventTypes(), event.eventType())) {
      return null;
    }
    Exposure exposure = visibility.exposureOf(viewer, event, facts.after()).orElse(null);
    if (exposure == null) {
      return null;
    }
    TicketFacets before = event.before();
    TicketFacets after = facts.after();
    boolean matchedBefore = before != null && stands(viewer, filter, before);
    boolean matchesAfter = stands(viewer, filter, after);
    if (!matchedBefore && !matchesAfter) {
      return null;
    }
    // An admin goes on seeing a deleted ticket, but lists drop it.
    boolean listedBefore = matchedBefore && before != null && !before.deleted();
    boolean listedAfter = matchesAfter && !after.deleted();
    return Match.of(exposure, MatchKind.of(listedBefore, listedAfter));
  }

  private boolean stands(Viewer viewer, SubscriptionFilter filter, TicketFacets ticket) {
    return admits(filter.statuses(), ticket.status())
        && admits(filter.priorities(), ticket.priority())
        && (filter.assignedToUserId() == null
            || filter.assignedToUserId().equals(ticket.assigneeId()))
        && (filter.teams() == null
            || (ticket.team() != null && filter.teams().contains(ticket.team())))
        && related(viewer.id(), filter.relations(), ticket)
        && visibility.canSee(viewer, ticket);
  }

  private static boolean related(String userId, Set<Relation> relations, TicketFacets ticket) {
    if (relations.isEmpty()) {
      return true;
    }
    for (Relation relation : relations) {
      boolean holds =
          switch (relation) {
            case CREATED -> userId.equals(ticket.creatorId());
            case ASSIGNED -> userId.equals(ticket.assigneeId());
            case WATCHED -> ticket.watcherIds().contains(userId);
          };
      if (holds) {
        return true;
      }
    }
    return false;
  }

  private static <T> boolean admits(@Nullable Set<T> criterion, T value) {
    return criterion == null || criterion.contains(value);
  }
}
