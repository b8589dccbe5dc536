package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events a subscription wants. Criteria combine with AND, a criterion's values with OR; an
 * absent ({@code null}) criterion does not restrict, an empty set matches nothing.
 *
 * @param ticketIds events of these tickets
 * @param eventTypes events of these types
 * @param assignedToUserId the ticket is assigned to this user before or after the event
 * @param statuses the ticket has one of these before or after the event
 * @param priorities the ticket has one of these before or after the event
 * @param relations the ticket stands in one of these relations to the subscriber before or after
 *     the event; here, unlike elsewhere, empty does not restrict
 * @param teams the ticket belongs to one of these teams before or after the event
 */
public record SubscriptionFilter(
    @Nullable Set<UUID> ticketIds,
    @Nullable Set<EventType> eventTypes,
    @Nullable String assignedToUserId,
    @Nullable Set<TicketStatus> statuses,
    @Nullable Set<TicketPriority> priorities,
    Set<Relation> relations,
    @Nullable Set<String> teams) {

  /** Every event that the subscriber may see. */
  public static final SubscriptionFilter ALL =
      new SubscriptionFilter(null, null, null, null, null, Set.of(), null);

  public SubscriptionFilter {
    ticketIds = copy(ticketIds);
    eventTypes = copy(eventTypes);
    statuses = copy(statuses);
    priorities = copy(priorities);
    relations = Set.copyOf(relations);
    teams = copy(teams);
  }

  private static <T> @Nullable Set<T> copy(@Nullable Set<T> values) {
    return values == null ? null : Set.copyOf(values);
  }
}
