package dev.ticketstream.benchmarks.swarm;

import java.util.function.IntConsumer;

/**
 * Who connects, what they subscribe to, and which events are for whom. Subscription {@code s} of
 * connection {@code c} has the index {@code c * subscriptionsEach() + s}.
 */
public interface Audience {

  /** How many connections there are. */
  int connections();

  /** How many subscriptions each of them makes. */
  int subscriptionsEach();

  /**
   * The token that a connection signs in with.
   *
   * @param connection its number
   */
  String token(int connection);

  /**
   * The payload of a {@code subscribe} message, as JSON.
   *
   * @param subscription the subscription's index
   */
  String subscribePayload(int subscription);

  /**
   * Names the subscriptions that an event is for, each once.
   *
   * @param event the event's number
   * @param subscriptions takes their indexes
   */
  void forEach(long event, IntConsumer subscriptions);

  /**
   * Numbers events densely for those that get them: two events for the same subscription have
   * different slots.
   *
   * @param event the event's number
   */
  long slot(long event);

  /** After how many consecutive events every subscription has got at least one. */
  int coverage();

  /** How many subscriptions there are. */
  default int subscriptions() {
    return connections() * subscriptionsEach();
  }
}
