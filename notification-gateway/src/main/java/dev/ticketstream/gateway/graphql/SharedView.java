package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.wire.EncodedPayload;
import graphql.ExecutionResult;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reactivestreams.Publisher;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all subscriptions with the same {@link ViewKey} show of an event, executed and encoded once
 * for all of them. It goes the ordinary way: the results that graphql-java gave the view's first
 * subscription, of events that are put into them by hand.
 */
final class SharedView implements DeliveredEvent.Preparation<EncodedPayload> {

  private final ViewKey key;
  private final EventSource source;
  private final Publisher<ExecutionResult> results;
  private final JsonMapper json;
  private final ViewMetrics metrics;

  /** Renderers that nobody uses now; no more than have been used at the same time. */
  private final Queue<ViewRenderer> idle = new ConcurrentLinkedQueue<>();

  private int subscriptions;

  /**
   * @param results made of {@code source}
   */
  SharedView(
      EventSource source,
      Publisher<ExecutionResult> results,
      JsonMapper json,
      ViewMetrics metrics) {
    this.key = source.view();
    this.source = source;
    this.results = results;
    this.json = json;
    this.metrics = metrics;
  }

  ViewKey key() {
    return key;
  }

  /** The user whose subscription was the first. */
  String openedBy() {
    return source.subscription().viewer().id();
  }

  /** Counts one more subscription; while the view's place in the registry is held. */
  void joined() {
    subscriptions++;
  }

  /** Counts one less, and tells whether none is left; while the view's place is held. */
  boolean left() {
    subscriptions--;
    return subscriptions == 0;
  }

  /** The event as everyone with this view gets it. From any thread. */
  @Override
  public EncodedPayload prepare(DeliveredEvent event) {
    ViewRenderer renderer = idle.poll();
    if (renderer == null) {
      renderer = new ViewRenderer(source, results);
    }
    // One that has failed is not used again.
    byte[] encoded = json.writeValueAsBytes(renderer.render(event).toSpecification());
    idle.offer(renderer);
    metrics.rendered(encoded.length);
    return new EncodedPayload(encoded);
  }
}
