package dev.ticketstream.gateway.fanout;

import dev.ticketstream.gateway.subscription.Run;
import org.jspecify.annotations.Nullable;

/**
 * Those who get an event by one {@link GroupRoute}; stays as it was when the event was matched.
 * Equal to another audience when it is the same subscriptions.
 */
public final class Audience {

  private final Run<EventChannel> run;

  Audience(Run<EventChannel> run) {
    this.run = run;
  }

  /** How many; at least one. */
  public int size() {
    return run.size();
  }

  /**
   * The receiver that gave the route.
   *
   * @param place below {@link #size}
   */
  public EventReceiver receiver(int place) {
    return run.subscription(place).receiver();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Audience audience && run.equals(audience.run);
  }

  @Override
  public int hashCode() {
    return run.hashCode();
  }
}
