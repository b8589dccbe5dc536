package dev.ticketstream.gateway.fanout;

import reactor.core.Disposable;

/** Live (and resumed) ticket events, as one subscription sees them. */
public interface TicketEventStreams {

  /**
   * Opens a subscription; it costs neither a thread nor a queue while it is live.
   *
   * @param subscription who asks, for what, and from where on
   * @param receiver gets the matching, visible events in per-ticket order, the first one maybe
   *     before this method returns; fails with {@link ReplayGapException} when {@link
   *     EventSubscription#after()} cannot be resumed from, and with {@link DeliveryFailedException}
   *     when it can be, but an event may be missing
   * @return ends the subscription without a further signal
   */
  Disposable open(EventSubscription subscription, EventReceiver receiver);
}
