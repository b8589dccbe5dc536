package dev.ticketstream.gateway.fanout;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Live (and resumed) ticket events, as one subscription sees them. */
public interface TicketEventStreams {

  /**
   * Opens a subscription; it is live from the moment the returned stream is subscribed to.
   *
   * @param subscription who asks, for what, and from where on
   * @return the matching, visible events in per-ticket order; hot, never completes by itself; fails
   *     with {@link ReplayGapException} when {@link EventSubscription#after()} cannot be resumed
   *     from, and with {@link SlowConsumerException} when the subscriber does not keep up
   */
  Flux<DeliveredEvent> subscribe(EventSubscription subscription);

  /**
   * Opens a subscription that costs neither a thread nor a queue while it is live.
   *
   * @param subscription who asks, for what, and from where on
   * @param receiver gets the matching, visible events in per-ticket order, the first one maybe
   *     before this method returns; fails with {@link ReplayGapException} when {@link
   *     EventSubscription#after()} cannot be resumed from
   * @return ends the subscription without a further signal
   */
  Disposable open(EventSubscription subscription, EventReceiver receiver);
}
