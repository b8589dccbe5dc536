package dev.ticketstream.gateway.fanout;

import org.jspecify.annotations.Nullable;

/**
 * Where a subscription's events go: a connection, most of the time. Must not block. An event that
 * was handed over counts as delivered, so a receiver may drop it only when the subscription ends.
 */
public interface EventReceiver {

  /**
   * Whether the next event should be handed over. A subscription whose receiver has no room is no
   * longer live; it reads what it misses later.
   */
  boolean hasRoom();

  /**
   * Asks to be told of room.
   *
   * @param action called once, on any thread, when there is room; at once if there is; replaces an
   *     earlier one that was not called yet
   */
  void whenRoom(Runnable action);

  /**
   * A way to hand events to this and others at once; asked for on the stream's thread, and used for
   * as long as the subscription is live and has not left it.
   *
   * @param leave to be called, on any thread, when this has less than all room; from then on events
   *     come to {@link #onLive}
   * @return {@code null} if there is none now
   */
  default @Nullable GroupRoute route(Runnable leave) {
    return null;
  }

  /**
   * Takes an event as it happens; on the stream's thread, whose next events follow after {@link
   * DeliveryPace#handOver()}.
   *
   * @param event the same object for all subscriptions that match alike and may see the same
   */
  void onLive(DeliveredEvent event);

  /**
   * Takes an event that the subscription has read up; on a worker.
   *
   * @param event an object of this subscription's own
   */
  void onCaughtUp(DeliveredEvent event);

  /**
   * Takes the last signal; nothing follows, but an event that a worker is just handing over, which
   * is to be dropped.
   *
   * @param error {@link ReplayGapException}, {@link DeliveryFailedException}, or a fault
   */
  void onError(Throwable error);
}
