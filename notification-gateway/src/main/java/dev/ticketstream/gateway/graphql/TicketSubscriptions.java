package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.fanout.EventSubscription;
import dev.ticketstream.gateway.fanout.TicketEventStreams;
import dev.ticketstream.gateway.subscription.Relation;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/** The schema's roots: says for each subscription which events it wants, and who may have it. */
@Controller
class TicketSubscriptions {

  private final TicketEventStreams streams;
  private final int filterValuesMax;

  TicketSubscriptions(TicketEventStreams streams, GraphQlLimits limits) {
    this.streams = streams;
    this.filterValuesMax = limits.filterValuesMax();
  }

  @QueryMapping
  ViewerView me(@ContextValue Viewer viewer) {
    return ViewerView.of(viewer);
  }

  @SubscriptionMapping
  Publisher<DeliveredEvent> supportTicketEvents(
      @Argument @Nullable SubscriptionFilterInput filter,
      @Argument @Nullable String after,
      @Argument boolean conflate,
      @ContextValue Viewer viewer,
      DataFetchingEnvironment environment) {
    return subscribe(
        new EventSubscription(
            viewer,
            filter == null ? SubscriptionFilter.ALL : filter.toFilter(filterValuesMax),
            after,
            conflate),
        environment);
  }

  @SubscriptionMapping
  Publisher<DeliveredEvent> ticketUpdated(
      @Argument String ticketId,
      @Argument @Nullable String after,
      @Argument boolean conflate,
      @ContextValue Viewer viewer,
      DataFetchingEnvironment environment) {
    Set<UUID> tickets = Set.of(SubscriptionFilterInput.ticketId(ticketId));
    return subscribe(
        new EventSubscription(
            viewer,
            new SubscriptionFilter(tickets, null, null, null, null, Set.of(), null),
            after,
            conflate),
        environment);
  }

  @SubscriptionMapping
  Publisher<DeliveredEvent> myTicketUpdates(
      @Argument @Nullable String after,
      @Argument boolean conflate,
      @ContextValue Viewer viewer,
      DataFetchingEnvironment environment) {
    Set<Relation> any = EnumSet.allOf(Relation.class);
    return subscribe(
        new EventSubscription(
            viewer,
            new SubscriptionFilter(null, null, null, null, null, any, null),
            after,
            conflate),
        environment);
  }

  @SubscriptionMapping
  Publisher<DeliveredEvent> teamTicketUpdates(
      @Argument @Nullable String teamId,
      @Argument @Nullable String after,
      @Argument boolean conflate,
      @ContextValue Viewer viewer,
      DataFetchingEnvironment environment) {
    if (!viewer.isStaff()) {
      throw new OperationRefusedException(
          ErrorCode.FORBIDDEN, "Only staff may follow a team's tickets");
    }
    if (teamId != null && !viewer.isAdmin() && !viewer.teams().contains(teamId)) {
      throw new OperationRefusedException(
          ErrorCode.FORBIDDEN, "Agents may follow only their own teams' tickets");
    }
    Set<String> teams = teamId == null ? viewer.teams() : Set.of(teamId);
    return subscribe(
        new EventSubscription(
            viewer,
            new SubscriptionFilter(null, null, null, null, null, Set.of(), teams),
            after,
            conflate),
        environment);
  }

  /** Sockets share the work of all who show events alike; others get a stream of their own. */
  private Publisher<DeliveredEvent> subscribe(
      EventSubscription subscription, DataFetchingEnvironment environment) {
    GraphQLContext context = environment.getGraphQlContext();
    return EventSource.isWantedIn(context)
        ? new EventSource(subscription, ViewKey.of(environment)).in(context)
        : streams.subscribe(subscription);
  }
}
