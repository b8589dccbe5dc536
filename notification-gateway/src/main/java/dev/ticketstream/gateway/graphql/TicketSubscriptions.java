package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.fanout.EventSubscription;
import dev.ticketstream.gateway.fanout.TicketEventStreams;
import dev.ticketstream.gateway.subscription.Relation;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

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
  Flux<DeliveredEvent> supportTicketEvents(
      @Argument @Nullable SubscriptionFilterInput filter,
      @Argument @Nullable String after,
      @ContextValue Viewer viewer) {
    return subscribe(
        viewer, filter == null ? SubscriptionFilter.ALL : filter.toFilter(filterValuesMax), after);
  }

  @SubscriptionMapping
  Flux<DeliveredEvent> ticketUpdated(
      @Argument String ticketId, @Argument @Nullable String after, @ContextValue Viewer viewer) {
    return subscribe(
        viewer,
        new SubscriptionFilter(
            Set.of(SubscriptionFilterInput.ticketId(ticketId)),
            null,
            null,
            null,
            null,
            Set.of(),
            null),
        after);
  }

  @SubscriptionMapping
  Flux<DeliveredEvent> myTicketUpdates(
      @Argument @Nullable String after, @ContextValue Viewer viewer) {
    return subscribe(
        viewer,
        new SubscriptionFilter(null, null, null, null, null, EnumSet.allOf(Relation.class), null),
        after);
  }

  @SubscriptionMapping
  Flux<DeliveredEvent> teamTicketUpdates(
      @Argument @Nullable String teamId,
      @Argument @Nullable String after,
      @ContextValue Viewer viewer) {
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
        viewer, new SubscriptionFilter(null, null, null, null, null, Set.of(), teams), after);
  }

  private Flux<DeliveredEvent> subscribe(
      Viewer viewer, SubscriptionFilter filter, @Nullable String after) {
    return streams.subscribe(new EventSubscription(viewer, filter, after));
  }
}
