package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.fanout.EventSubscription;
import dev.ticketstream.gateway.fanout.TicketEventStreams;
import dev.ticketstream.gateway.subscription.MatchKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Gives every subscription all events that its viewer may see, whatever its filter says; tests look
 * at the filter instead.
 */
final class FakeTicketEventStreams implements TicketEventStreams {

  private final EventRedactor redactor =
      new EventRedactor(new TicketVisibility(AgentScope.ALL_TICKETS));
  private final Sinks.Many<SupportTicketEvent> events =
      Sinks.many().multicast().onBackpressureBuffer(10_000, false);
  private final List<EventSubscription> open = new CopyOnWriteArrayList<>();
  private volatile @Nullable RuntimeException failure;

  @Override
  public Flux<DeliveredEvent> subscribe(EventSubscription subscription) {
    return Flux.defer(
        () -> {
          RuntimeException thrown = failure;
          if (thrown != null) {
            return Flux.error(thrown);
          }
          open.add(subscription);
          return events
              .asFlux()
              .mapNotNull(event -> delivered(subscription, event))
              .doFinally(_ -> open.remove(subscription));
        });
  }

  private @Nullable DeliveredEvent delivered(
      EventSubscription subscription, SupportTicketEvent event) {
    return redactor
        .view(subscription.viewer(), event)
        .map(
            view ->
                new DeliveredEvent(
                    view,
                    MatchKind.WITHIN,
                    "cursor-" + event.version(),
                    subscription.after() != null))
        .orElse(null);
  }

  void emit(SupportTicketEvent event) {
    events.emitNext(event, Sinks.EmitFailureHandler.FAIL_FAST);
  }

  /** Makes every later subscription fail; {@code null} ends that. */
  void failWith(@Nullable RuntimeException exception) {
    failure = exception;
  }

  List<EventSubscription> open() {
    return open;
  }
}
