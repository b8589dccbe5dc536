package dev.ticketstream.command.relay;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The relay of this instance: starts its thread with the service and ends it with the service.
 * Starting waits for nothing: neither Kafka nor the lease.
 */
final class Relay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private final RelaySignal signal = new RelaySignal();
  private final RelayStatus status;
  private final RelayMetrics metrics;
  private final RelayLoop loop;
  private final Duration shutdownTimeout;
  private volatile @Nullable Thread thread;

  Relay(
      RelayProperties properties,
      RelayDatabase database,
      RelayKafka kafka,
      EventStoreReader reader,
      RelayMetrics metrics,
      Clock clock) {
    this.metrics = metrics;
    this.status = new RelayStatus(clock);
    this.shutdownTimeout = properties.shutdownTimeout();
    this.loop =
        new RelayLoop(
            new RelayLease(
                database.jdbc(),
                properties.transactionalId(),
                ManagementFactory.getRuntimeMXBean().getName(),
                properties.leaseTime()),
            () -> RelaySession.open(kafka, properties, reader, metrics),
            signal,
            status,
            metrics,
            new FailureLog(clock),
            properties,
            new Backoff(
                properties.retryBackoffMin(),
                properties.retryBackoffMax(),
                RandomGenerator.getDefault()));
  }

  /** Tells the relay that events were committed. */
  void eventsAppended() {
    signal.eventsAppended();
  }

  RelayStatus status() {
    return status;
  }

  RelayMetrics metrics() {
    return metrics;
  }

  @Override
  public void start() {
    Thread started = new Thread(loop, "ticket-relay");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Lets the batch under way end, publishes once more, and gives the lease back. */
  @Override
  public void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    signal.stop();
    try {
      if (!running.join(shutdownTimeout)) {
        log.warn(
            "The relay did not end within {}; what it did not publish, the next leader will",
            shutdownTimeout);
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Ends after the web server, whose last commands' events it still publishes. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE / 2;
  }
}
