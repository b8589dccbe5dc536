package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.TicketEventStreams;
import dev.ticketstream.gateway.wire.ResultSource;
import graphql.ExecutionResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The distinct selections of all open subscriptions, each for as long as one has it. */
@Component
final class SharedViews {

  private final TicketEventStreams streams;
  private final JsonMapper json;
  private final Map<ViewKey, SharedView> views = new ConcurrentHashMap<>();
  private final ViewMetrics metrics;

  SharedViews(TicketEventStreams streams, JsonMapper json, MeterRegistry registry) {
    this.streams = streams;
    this.json = json;
    this.metrics = new ViewMetrics(registry, views);
  }

  /**
   * The results of a subscription.
   *
   * @param source its events
   * @param results what graphql-java made of the source; used if no other subscription has the same
   *     view, else dropped
   * @param failures turns what ends a subscription into what its sink takes
   */
  ResultSource results(
      EventSource source,
      Publisher<ExecutionResult> results,
      Function<Throwable, Throwable> failures) {
    return sink -> {
      ViewSubscription subscription =
          new ViewSubscription(join(source, results), this, sink, failures);
      subscription.open(streams, source.subscription());
      return subscription;
    };
  }

  void leave(SharedView view) {
    views.computeIfPresent(view.key(), (_, open) -> open.left() ? null : open);
  }

  private SharedView join(EventSource source, Publisher<ExecutionResult> results) {
    SharedView[] joined = new SharedView[1];
    views.compute(
        source.view(),
        (_, open) -> {
          SharedView view = open == null ? new SharedView(source, results, json, metrics) : open;
          view.joined();
          joined[0] = view;
          return view;
        });
    return joined[0];
  }
}
