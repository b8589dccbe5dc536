package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.DeliveredEvent;
import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.BaseSubscriber;

/**
 * One subscription to graphql-java's results, which gives the result of each event that is put in.
 * For one thread at a time.
 */
final class ViewRenderer extends BaseSubscriber<ExecutionResult> {

  private final Subscriber<? super DeliveredEvent> events;
  private @Nullable ExecutionResult result;
  private @Nullable Throwable failure;

  ViewRenderer(EventSource source, Publisher<ExecutionResult> results) {
    this.events = source.subscribe(() -> results.subscribe(this));
  }

  /**
   * The result of an event.
   *
   * @throws IllegalStateException when there is none: no data fetcher of ours may be asynchronous
   */
  ExecutionResult render(DeliveredEvent event) {
    result = null;
    events.onNext(event);
    ExecutionResult rendered = result;
    if (rendered == null) {
      throw new IllegalStateException("an event gave no result at once", failure);
    }
    return rendered;
  }

  @Override
  protected void hookOnNext(ExecutionResult next) {
    result = next;
  }

  @Override
  protected void hookOnError(Throwable error) {
    failure = error;
  }
}
