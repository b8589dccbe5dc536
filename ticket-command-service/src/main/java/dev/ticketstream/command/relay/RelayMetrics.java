package dev.ticketstream.command.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The relay's metrics, {@code ticketstream.relay.*}. Backlog and lag are NaN on instances that do
 * not lead: they do not know.
 */
final class RelayMetrics implements RelayProgress {

  private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(5);

  private final EventStoreReader reader;
  private final Clock clock;
  private final Timer latency;
  private final DistributionSummary batches;
  private final Counter fencings;
  private final Map<FailureCause, Counter> errors = new EnumMap<>(FailureCause.class);

  private volatile boolean leading;
  private volatile @Nullable Backlog backlog;
  // Only the relay's thread touches these two.
  private @Nullable RelayCursor cursor;
  private Instant measured = Instant.EPOCH;

  RelayMetrics(MeterRegistry registry, EventStoreReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
    latency =
        Timer.builder("ticketstream.relay.publish.latency")
            .description("From an event's time to the commit of its Kafka transaction")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(registry);
    batches =
        DistributionSummary.builder("ticketstream.relay.batch.events")
            .description("Events published in one Kafka transaction; the count is the batches'")
            .register(registry);
    fencings =
        Counter.builder("ticketstream.relay.fencings")
            .description("How often another leader fenced this instance")
            .register(registry);
    for (FailureCause cause : FailureCause.values()) {
      errors.put(
          cause,
          Counter.builder("ticketstream.relay.errors")
              .description("Failures after which the relay began anew")
              .tag("cause", cause.tag())
              .register(registry));
    }
    Gauge.builder("ticketstream.relay.leader", this, metrics -> metrics.leading ? 1 : 0)
        .description("1 on the instance that publishes")
        .register(registry);
    Gauge.builder("ticketstream.relay.backlog", this, RelayMetrics::backlogEvents)
        .description("Events committed but not published, counted up to a million")
        .register(registry);
    TimeGauge.builder(
            "ticketstream.relay.lag", this, TimeUnit.MILLISECONDS, RelayMetrics::lagMillis)
        .description("Age of the oldest event that is not published")
        .register(registry);
  }

  @Override
  public void startedAt(RelayCursor start) {
    cursor = start;
    measured = Instant.EPOCH;
  }

  @Override
  public void publishing(EventPage page) {
    Backlog known = backlog;
    long events = Math.max(page.events().size(), known == null ? 0 : known.events());
    backlog = new Backlog(events, page.events().getFirst().occurredAt());
  }

  @Override
  public void published(EventPage page, RelayCursor next) {
    cursor = next;
    if (!page.events().isEmpty()) {
      Instant now = clock.instant();
      batches.record(page.events().size());
      for (StoredEvent event : page.events()) {
        latency.record(Duration.between(event.occurredAt(), now));
      }
    }
    if (page.complete()) {
      backlog = new Backlog(0, null);
    } else if (clock.instant().isAfter(measured.plus(MEASURE_INTERVAL))) {
      measureBacklog();
    }
  }

  /** Counts the backlog, if it is known where the relay stands. */
  void measureBacklog() {
    RelayCursor known = cursor;
    if (known != null) {
      backlog = reader.backlog(known);
      measured = clock.instant();
    }
  }

  void leading() {
    leading = true;
  }

  void notLeading() {
    leading = false;
    backlog = null;
    cursor = null;
  }

  void failed(FailureCause cause) {
    leading = false;
    counter(cause).increment();
    if (cause == FailureCause.FENCED) {
      fencings.increment();
      notLeading();
    }
  }

  /** How many events are not published; NaN if unknown. */
  double backlogEvents() {
    Backlog known = backlog;
    return known == null ? Double.NaN : known.events();
  }

  /** How old the oldest event is that is not published, in milliseconds; NaN if unknown. */
  double lagMillis() {
    Backlog known = backlog;
    if (known == null) {
      return Double.NaN;
    }
    Instant oldest = known.oldest();
    return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis());
  }

  private Counter counter(FailureCause cause) {
    Counter counter = errors.get(cause);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + cause);
    }
    return counter;
  }
}
