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
 */
public record EventSubscription(Viewer viewer, SubscriptionFilter filter, @Nullable String after) {}
