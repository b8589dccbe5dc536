package dev.ticketstream.benchmarks.reference;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.UserRef;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The schema's fields. */
@Controller
class TicketController {

  private static final String CURSOR = "c".repeat(96);

  private final TicketEventFeed feed;

  TicketController(TicketEventFeed feed) {
    this.feed = feed;
  }

  record Filter(@Nullable List<String> statuses) {}

  @QueryMapping
  boolean ready() {
    return true;
  }

  @SubscriptionMapping
  Flux<SupportTicketEvent> supportTicketEvents(
      @Argument @Nullable Filter filter, @ContextValue Subscriber subscriber) {
    List<String> statuses = filter == null ? null : filter.statuses();
    return feed.matching(
        event ->
            subscriber.maySee(event)
                && (statuses == null
                    || beforeOrAfter(event, state -> statuses.contains(state.status().name()))));
  }

  @SubscriptionMapping
  Flux<SupportTicketEvent> ticketUpdated(
      @Argument String ticketId, @ContextValue Subscriber subscriber) {
    return feed.matching(
        event -> event.ticketId().toString().equals(ticketId) && subscriber.maySee(event));
  }

  @SubscriptionMapping
  Flux<SupportTicketEvent> myTicketUpdates(@ContextValue Subscriber subscriber) {
    return feed.matching(subscriber::hasToDoWith);
  }

  @SubscriptionMapping
  Flux<SupportTicketEvent> teamTicketUpdates(
      @Argument String teamId, @ContextValue Subscriber subscriber) {
    return feed.matching(
        event -> subscriber.staff() && beforeOrAfter(event, state -> teamId.equals(state.team())));
  }

  @SchemaMapping(typeName = "SupportTicketEvent")
  UserRef triggeredBy(SupportTicketEvent event) {
    return event.actor().asUser();
  }

  @SchemaMapping(typeName = "SupportTicketEvent")
  String timestamp(SupportTicketEvent event) {
    return event.occurredAt().toString();
  }

  @SchemaMapping(typeName = "SupportTicketEvent")
  String cursor(SupportTicketEvent event) {
    return CURSOR;
  }

  private static boolean beforeOrAfter(
      SupportTicketEvent event, Predicate<TicketFacets> condition) {
    TicketFacets before = event.before();
    return condition.test(event.after()) || (before != null && condition.test(before));
  }
}
