package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber asks for.
 *
 * @param viewer on whose behalf
 * @param filter which events
 * @param after the cursor of the last event that the subscriber has; {@code null} to begin now
 * @param conflate whether, of events that were missed, the newest of each ticket is enough
 */
public record EventSubscription(
    Viewer viewer, SubscriptionFilter filter, @Nullable String after, boolean conflate) {

  /** For a subscriber who wants every event. */
  public EventSubscription(Viewer viewer, SubscriptionFilter filter, @Nullable String after) {
    this(viewer, filter, after, false);
  }
}
