package dev.ticketstream.command.attachment;

import dev.ticketstream.command.concurrency.Slots;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The metrics {@code ticketstream.attachments.*}. */
final class AttachmentMetrics {

  private final Counter received;
  private final Counter sent;
  private final Counter removed;
  private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

  AttachmentMetrics(MeterRegistry registry, Slots uploads, Slots downloads) {
    received = bytes(registry, "up");
    sent = bytes(registry, "down");
    active(registry, "up", uploads);
    active(registry, "down", downloads);
    removed =
        Counter.builder("ticketstream.attachments.removed")
            .description(
                "Uploads removed: by their uploader, or because no ticket claimed them or they"
                    + " never ended")
            .register(registry);
    for (Refusal refusal : Refusal.values()) {
      refused.put(
          refusal,
          Counter.builder("ticketstream.attachments.refused")
              .description("Uploads and downloads that were refused, by reason")
              .tag("reason", refusal.tag())
              .register(registry));
    }
  }

  private static Counter bytes(MeterRegistry registry, String direction) {
    return Counter.builder("ticketstream.attachments.bytes")
        .description("Bytes of attachments received (up) and sent (down)")
        .baseUnit("bytes")
        .tag("direction", direction)
        .register(registry);
  }

  private static void active(MeterRegistry registry, String direction, Slots slots) {
    Gauge.builder("ticketstream.attachments.active", slots, Slots::taken)
        .description("Transfers under way")
        .tag("direction", direction)
        .register(registry);
  }

  void receivedBytes(long count) {
    received.increment((double) count);
  }

  void sentBytes(long count) {
    sent.increment((double) count);
  }

  void removed() {
    removed.increment();
  }

  void refused(Refusal refusal) {
    Counter counter = refused.get(refusal);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + refusal);
    }
    counter.increment();
  }
}
