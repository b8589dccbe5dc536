package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.VisibleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A subscriber that keeps what it gets. */
public final class Collector extends BaseSubscriber<DeliveredEvent> {

  private final List<DeliveredEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
  private final long initialDemand;

  /** A subscriber that takes everything. */
  public Collector() {
    this(Long.MAX_VALUE);
  }

  /**
   * @param initialDemand for how many events it asks at first
   */
  public Collector(long initialDemand) {
    this.initialDemand = initialDemand;
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    if (initialDemand > 0) {
      request(initialDemand);
    }
  }

  @Override
  protected void hookOnNext(DeliveredEvent event) {
    events.add(event);
  }

  @Override
  protected void hookOnError(Throwable throwable) {
    error.set(throwable);
  }

  public List<DeliveredEvent> events() {
    return new ArrayList<>(events);
  }

  public List<UUID> ids() {
    return events.stream().map(event -> event.view().eventId()).toList();
  }

  public @Nullable Throwable error() {
    return error.get();
  }

  /** The ids of these events. */
  public static List<UUID> ids(List<SupportTicketEvent> events) {
    return events.stream().map(SupportTicketEvent::eventId).toList();
  }

  /** The versions of each ticket in the order in which they came. */
  public static Map<UUID, List<Integer>> versions(List<DeliveredEvent> events) {
    return events.stream()
        .map(DeliveredEvent::view)
        .collect(
            Collectors.groupingBy(
                VisibleEvent::ticketId,
                Collectors.mapping(VisibleEvent::version, Collectors.toList())));
  }

  /** The distinct ids that were delivered. */
  public Set<UUID> distinct() {
    return Set.copyOf(ids());
  }
}
