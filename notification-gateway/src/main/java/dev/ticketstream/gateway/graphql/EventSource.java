package dev.ticketstream.gateway.graphql;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.fanout.EventSubscription;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What the data fetcher of a subscription gives graphql-java instead of a stream of events: a
 * publisher into which events are put by hand. Whoever executed the request finds it in the
 * request's context.
 */
final class EventSource implements Publisher<DeliveredEvent> {

  private final EventSubscription subscription;
  private final ViewKey view;
  private @Nullable Subscriber<? super DeliveredEvent> subscribed;

  /**
   * @param subscription which events
   * @param view what is shown of them
   */
  EventSource(EventSubscription subscription, ViewKey view) {
    this.subscription = subscription;
    this.view = view;
  }

  EventSubscription subscription() {
    return subscription;
  }

  ViewKey view() {
    return view;
  }

  /** Puts a source where {@link #of} finds it. */
  EventSource in(GraphQLContext context) {
    context.put(EventSource.class, this);
    return this;
  }

  /** The source that a request's data fetcher made, if it made one. */
  static @Nullable EventSource of(GraphQLContext context) {
    return context.get(EventSource.class);
  }

  /**
   * Subscribes to something that is made of this source.
   *
   * @param subscribing subscribes
   * @return where to put events; one at a time
   */
  synchronized Subscriber<? super DeliveredEvent> subscribe(Runnable subscribing) {
    subscribed = null;
    subscribing.run();
    return requireNonNull(subscribed, "the results do not come from this source");
  }

  @Override
  public void subscribe(Subscriber<? super DeliveredEvent> subscriber) {
    subscribed = subscriber;
    subscriber.onSubscribe(
        new Subscription() {
          @Override
          public void request(long n) {
            // Whoever puts events in takes each result before the next.
          }

          @Override
          public void cancel() {}
        });
  }
}
