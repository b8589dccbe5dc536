package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.VisibleEvent;
import dev.ticketstream.gateway.subscription.MatchKind;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a subscriber, or to all who match it alike and may see the same of it. It
 * keeps what is made of it on the way, so that this is made once and is gone with the event. Used
 * by one thread at a time.
 */
public final class DeliveredEvent {

  private final VisibleEvent view;
  private final MatchKind match;
  private final String cursor;
  private final boolean replayed;
  private @Nullable Preparation<?> lastPreparation;
  private @Nullable Object lastPrepared;
  private @Nullable Map<Preparation<?>, Object> prepared;

  /**
   * @param view the event, redacted for the subscriber
   * @param match how the event stands to the subscription's filter
   * @param cursor opaque; resumes the subscription after this event
   * @param replayed whether the event is from the past, delivered because of {@link
   *     EventSubscription#after()}
   */
  public DeliveredEvent(VisibleEvent view, MatchKind match, String cursor, boolean replayed) {
    this.view = view;
    this.match = match;
    this.cursor = cursor;
    this.replayed = replayed;
  }

  /**
   * A way of making something of an event; compared by identity.
   *
   * @param <V> what is made
   */
  @FunctionalInterface
  public interface Preparation<V> {

    /**
     * @param event the event
     * @return the same for everyone who gets the event
     */
    V prepare(DeliveredEvent event);
  }

  /** The event, redacted for the subscriber. */
  public VisibleEvent view() {
    return view;
  }

  /** How the event stands to the subscription's filter. */
  public MatchKind match() {
    return match;
  }

  /** Opaque; resumes the subscription after this event. */
  public String cursor() {
    return cursor;
  }

  /** Whether the event is from the past. */
  public boolean replayed() {
    return replayed;
  }

  /**
   * What {@code preparation} makes of this event; made when it is asked for the first time.
   *
   * @param preparation how
   */
  @SuppressWarnings("unchecked") // a preparation is only ever stored with what it made
  public <V> V prepared(Preparation<V> preparation) {
    if (lastPreparation == preparation && lastPrepared != null) {
      return (V) lastPrepared;
    }
    Object made = prepared == null ? null : prepared.get(preparation);
    if (made == null) {
      made = preparation.prepare(this);
      keep(preparation, made);
    }
    lastPreparation = preparation;
    lastPrepared = made;
    return (V) made;
  }

  /** Needs a map only when a second thing is made. */
  private void keep(Preparation<?> preparation, Object made) {
    if (lastPreparation == null || lastPrepared == null) {
      return;
    }
    if (prepared == null) {
      prepared = new IdentityHashMap<>(4);
      prepared.put(lastPreparation, lastPrepared);
    }
    prepared.put(preparation, made);
  }
}
