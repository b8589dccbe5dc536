package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A filter with the few criteria that a test is about. */
final class FilterBuilder {

  private @Nullable Set<UUID> tickets;
  private @Nullable Set<EventType> types;
  private @Nullable String assignee;
  private @Nullable Set<TicketStatus> statuses;
  private @Nullable Set<TicketPriority> priorities;
  private Set<Relation> relations = Set.of();
  private @Nullable Set<String> teams;

  FilterBuilder tickets(Set<UUID> tickets) {
    this.tickets = tickets;
    return this;
  }

  FilterBuilder types(Set<EventType> types) {
    this.types = types;
    return this;
  }

  FilterBuilder assignee(String assignee) {
    this.assignee = assignee;
    return this;
  }

  FilterBuilder statuses(Set<TicketStatus> statuses) {
    this.statuses = statuses;
    return this;
  }

  FilterBuilder priorities(Set<TicketPriority> priorities) {
    this.priorities = priorities;
    return this;
  }

  FilterBuilder relations(Set<Relation> relations) {
    this.relations = relations;
    return this;
  }

  FilterBuilder teams(Set<String> teams) {
    this.teams = teams;
    return this;
  }

  SubscriptionFilter build() {
    return new SubscriptionFilter(tickets, types, assignee, statuses, priorities, relations, teams);
  }
}
