package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.fanout.EventSubscription;
import dev.ticketstream.gateway.subscription.Relation;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import graphql.schema.DataFetchingEnvironment;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/** The schema's roots: says for each subscription which events it wants, and who may have it. */
@Controller
class TicketSubscriptions {

  private final int filterValuesMax;
  private final LimitRefusals refusals;

  TicketSubscriptions(GraphQlLimits limits, LimitRefusals refusals) {
    this.filterValuesMax = limits.filterValuesMax();
    this.refusals = refusals;
  }

  @QueryMapping
  ViewerView me(@ContextValue Viewer viewer) {
    return ViewerView.of(viewer);
  }

  @SubscriptionMapping
  EventSource supportTicketEvents(
      @Argument @Nullable SubscriptionFilterInput filter,
      @Argument @Nullable String after,
      @Argument boolean conflate,
      @ContextValue Viewer viewer,
      DataFetchingEnvironment environment) {
    return subscribe(
        new EventSubscription(
            viewer,
            filter == null ? SubscriptionFilter.ALL : filter.toFilter(filterValuesMax, refusals),
            after,
            conflate),
        environment);
  }

  @SubscriptionMapping
  EventSource ticketUpdated(
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
  EventSource myTicketUpdates(
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
  EventSource teamTicketUpdates(
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

  private static EventSource subscribe(
      EventSubscription subscription, DataFetchingEnvironment environment) {
    return new EventSource(subscription, ViewKey.of(environment, subscription.viewer()))
        .in(environment.getGraphQlContext());
  }
}
