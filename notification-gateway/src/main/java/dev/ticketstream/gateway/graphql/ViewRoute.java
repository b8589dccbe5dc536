package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.Audience;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.fanout.GroupRoute;
import dev.ticketstream.gateway.wire.Multicast;
import dev.ticketstream.gateway.wire.Recipients;
import dev.ticketstream.gateway.wire.ResultSink;

/**
 * Shows events to all subscriptions of a view that one event loop writes to. Equal to another one
 * of the same view and loop.
 */
record ViewRoute(SharedView view, Multicast multicast) implements GroupRoute {

  @Override
  public void onLive(DeliveredEvent event, Audience audience) {
    multicast.send(event.prepared(view), new Viewers(audience));
  }

  private record Viewers(Audience audience) implements Recipients {

    @Override
    public int size() {
      return audience.size();
    }

    @Override
    public ResultSink sink(int place) {
      // Only view subscriptions give these routes.
      return ((ViewSubscription) audience.receiver(place)).sink();
    }
  }
}
