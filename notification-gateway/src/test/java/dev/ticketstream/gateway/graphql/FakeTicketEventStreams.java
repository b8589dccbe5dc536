package dev.ticketstream.gateway.graphql;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.fanout.DeliveryPace;
import dev.ticketstream.gateway.fanout.EventReceiver;
import dev.ticketstream.gateway.fanout.EventSubscription;
import dev.ticketstream.gateway.fanout.TicketEventStreams;
import dev.ticketstream.gateway.subscription.MatchKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Gives every subscription all events that its viewer may see, whatever its filter says; tests look
 * at the filter instead.
 */
final class FakeTicketEventStreams implements TicketEventStreams {

  private final EventRedactor redactor =
      new EventRedactor(new TicketVisibility(AgentScope.ALL_TICKETS));
  private final List<EventSubscription> open = new CopyOnWriteArrayList<>();
  private final List<Opened> receivers = new CopyOnWriteArrayList<>();
  private final Supplier<DeliveryPace> pace;
  private volatile @Nullable RuntimeException failure;

  /**
   * A subscription of a socket.
   *
   * @param subscription what it asked for
   * @param receiver where its events go
   */
  record Opened(EventSubscription subscription, EventReceiver receiver) {}

  /**
   * @param pace who writes what receivers got
   */
  FakeTicketEventStreams(Supplier<DeliveryPace> pace) {
    this.pace = pace;
  }

  @Override
  public Disposable open(EventSubscription subscription, EventReceiver receiver) {
    RuntimeException thrown = failure;
    if (thrown != null) {
      receiver.onError(thrown);
      return Disposables.disposed();
    }
    Opened opened = new Opened(subscription, receiver);
    receivers.add(opened);
    open.add(subscription);
    return openedUntil(
        () -> {
          receivers.remove(opened);
          open.remove(subscription);
        });
  }

  private static Disposable openedUntil(Runnable ended) {
    Disposable.Swap swap = Disposables.swap();
    swap.update(ended::run);
    return swap;
  }

  /** The open subscriptions of sockets. */
  List<Opened> receivers() {
    return receivers;
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

  /** As with live events, who may see the same shares one object. */
  void emit(SupportTicketEvent event) {
    Map<List<Object>, DeliveredEvent> shared = new HashMap<>();
    for (Opened opened : receivers) {
      DeliveredEvent delivered = delivered(opened.subscription(), event);
      if (delivered != null) {
        List<Object> alike = List.of(delivered.view().exposure(), delivered.replayed());
        shared.putIfAbsent(alike, delivered);
        opened.receiver().onLive(requireNonNull(shared.get(alike)));
      }
    }
    pace.get().handOver();
  }

  /** Gives all subscriptions the same object. */
  void share(DeliveredEvent event) {
    receivers.forEach(opened -> opened.receiver().onLive(event));
    pace.get().handOver();
  }

  /** Makes every later subscription fail; {@code null} ends that. */
  void failWith(@Nullable RuntimeException exception) {
    failure = exception;
  }

  List<EventSubscription> open() {
    return open;
  }
}
