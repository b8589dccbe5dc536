package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.VisibleEvent;
import dev.ticketstream.gateway.subscription.MatchKind;

/**
 * An event on its way to one subscriber.
 *
 * @param view the event, redacted for the subscriber
 * @param match how the event stands to the subscription's filter
 * @param cursor opaque; resumes the subscription after this event
 * @param replayed whether the event is from the past, delivered because of {@link
 *     EventSubscription#after()}
 */
public record DeliveredEvent(VisibleEvent view, MatchKind match, String cursor, boolean replayed) {}
