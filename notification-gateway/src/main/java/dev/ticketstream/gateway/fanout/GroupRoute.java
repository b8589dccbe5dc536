package dev.ticketstream.gateway.fanout;

/**
 * A way to hand an event to many subscriptions at once, which match it alike and may see the same.
 * Two are equal when they lead to the same place.
 */
@FunctionalInterface
public interface GroupRoute {

  /**
   * Takes an event as it happens for all of them, like {@link EventReceiver#onLive}. They are not
   * asked whether they have room: who has none was to leave the route before.
   *
   * @param event the event
   * @param audience who gets it
   */
  void onLive(DeliveredEvent event, Audience audience);
}
