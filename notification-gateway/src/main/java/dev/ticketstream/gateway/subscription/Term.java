package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Under what a subscription is filed; the most selective that it has, here from first to last. */
enum Term {
  /** Nowhere: no event is for it. */
  NONE,
  /** Each of its tickets. */
  TICKET,
  /** The user to whom the ticket must be assigned. */
  ASSIGNEE,
  /** The subscriber, who must be related to the ticket. */
  USER,
  /** Each of the teams that it asks for. */
  TEAM,
  /** Each of an agent's own teams, no team, and the agent, who may be related to the ticket. */
  OWN_TEAMS,
  /** Each of its event types. */
  TYPE,
  /** Each of its priorities. */
  PRIORITY,
  /** Each of its statuses. */
  STATUS,
  /** Nothing: it is looked at for every event. */
  ANY;

  static Term of(SubscriptionFilter filter, Rights rights) {
    if (isEmpty(filter.ticketIds())
        || isEmpty(filter.eventTypes())
        || isEmpty(filter.statuses())
        || isEmpty(filter.priorities())
        || isEmpty(filter.teams())) {
      return NONE;
    }
    if (filter.ticketIds() != null) {
      return TICKET;
    }
    if (filter.assignedToUserId() != null) {
      return ASSIGNEE;
    }
    if (!filter.relations().isEmpty() || rights == Rights.OWN_TICKETS) {
      return USER;
    }
    if (filter.teams() != null) {
      return TEAM;
    }
    if (rights == Rights.OWN_TEAMS) {
      return OWN_TEAMS;
    }
    if (isSelective(filter.eventTypes(), EventType.values())) {
      return TYPE;
    }
    if (isSelective(filter.priorities(), TicketPriority.values())) {
      return PRIORITY;
    }
    return isSelective(filter.statuses(), TicketStatus.values()) ? STATUS : ANY;
  }

  private static boolean isEmpty(@Nullable Set<?> criterion) {
    return criterion != null && criterion.isEmpty();
  }

  /** With more than half of the values, being filed under each costs more than it spares. */
  private static boolean isSelective(@Nullable Set<?> criterion, Object[] vocabulary) {
    return criterion != null && 2 * criterion.size() <= vocabulary.length;
  }
}
