package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.TicketEventStreams;
import dev.ticketstream.gateway.wire.ResultSource;
import graphql.ExecutionResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.Disposables;
import tools.jackson.databind.json.JsonMapper;

/**
 * The distinct selections of all open subscriptions, each for as long as one has it. Each is
 * executed for every event on the one thread that all share, so a user can add only so many.
 */
@Component
final class SharedViews {

  private final TicketEventStreams streams;
  private final JsonMapper json;
  private final Map<ViewKey, SharedView> views = new ConcurrentHashMap<>();
  private final ViewMetrics metrics;
  private final int viewsPerUserMax;
  private final LimitRefusals refusals;

  /** How many of the views each user was the first to open. */
  private final Map<String, Integer> openedByUser = new ConcurrentHashMap<>();

  SharedViews(
      TicketEventStreams streams,
      JsonMapper json,
      MeterRegistry registry,
      GraphQlLimits limits,
      LimitRefusals refusals) {
    this.streams = streams;
    this.json = json;
    this.viewsPerUserMax = limits.viewsPerUserMax();
    this.refusals = refusals;
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
      SharedView view = join(source, results);
      if (view == null) {
        sink.error(failures.apply(tooMany()));
        return Disposables.disposed();
      }
      ViewSubscription subscription = new ViewSubscription(view, this, sink, failures);
      subscription.open(streams, source.subscription());
      return subscription;
    };
  }

  void leave(SharedView view) {
    views.computeIfPresent(
        view.key(),
        (_, open) -> {
          if (!open.left()) {
            return open;
          }
          closed(open.openedBy());
          return null;
        });
  }

  /** The view that a subscription shares or opens; {@code null} if its user has opened too many. */
  private @Nullable SharedView join(EventSource source, Publisher<ExecutionResult> results) {
    return views.compute(
        source.view(),
        (_, open) -> {
          SharedView view = open == null ? opened(source, results) : open;
          if (view != null) {
            view.joined();
          }
          return view;
        });
  }

  private @Nullable SharedView opened(EventSource source, Publisher<ExecutionResult> results) {
    String user = source.subscription().viewer().id();
    if (openedByUser.merge(user, 1, Integer::sum) > viewsPerUserMax) {
      closed(user);
      return null;
    }
    return new SharedView(source, results, json, metrics);
  }

  private void closed(String user) {
    openedByUser.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
  }

  private Throwable tooMany() {
    return refusals.of(
        "views-per-user-max",
        viewsPerUserMax,
        "The caller's subscriptions add more than the limit of %d different selections. Use the same"
                .formatted(viewsPerUserMax)
            + " subscription field with the same fields below it, and put what differs into"
            + " arguments.");
  }
}
