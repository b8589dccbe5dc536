package dev.ticketstream.gateway.stream;

import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.VisibleEvent;
import dev.ticketstream.gateway.subscription.EventFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event at its place in the topic. It is decoded once, redacted at most once for each exposure,
 * and shared by everyone who reads it from then on.
 */
public final class StreamedEvent {

  private final int partition;
  private final long offset;
  private final Instant timestamp;
  private final EventFacts facts;
  private final int sizeBytes;
  private final @Nullable VisibleEvent[] views = new VisibleEvent[Exposure.values().length];

  /**
   * @param partition where the record is
   * @param offset where in the partition
   * @param timestamp the record's time
   * @param facts the event
   * @param sizeBytes the record's encoded size
   */
  public StreamedEvent(
      int partition, long offset, Instant timestamp, EventFacts facts, int sizeBytes) {
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.facts = facts;
    this.sizeBytes = sizeBytes;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  /** When the record was written. */
  public Instant timestamp() {
    return timestamp;
  }

  /** The event, for matching. */
  public EventFacts facts() {
    return facts;
  }

  /** The record's encoded size in bytes. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /**
   * The event as everyone with this exposure sees it.
   *
   * @param redactor makes it when nobody asked before
   * @param exposure how much to show
   */
  public VisibleEvent view(EventRedactor redactor, Exposure exposure) {
    // Unsynchronised on purpose: views are immutable, at worst two threads make the same one.
    VisibleEvent view = views[exposure.ordinal()];
    if (view == null) {
      view = redactor.redact(facts.event(), exposure);
      views[exposure.ordinal()] = view;
    }
    return view;
  }
}
