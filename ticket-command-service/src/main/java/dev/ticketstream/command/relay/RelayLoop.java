package dev.ticketstream.command.relay;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay's one thread: waits for the lease, leads while it holds it, and after any failure
 * begins anew. Never gives up.
 */
final class RelayLoop implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

  private final RelayLease lease;
  private final Supplier<RelaySession> sessions;
  private final RelaySignal signal;
  private final RelayStatus status;
  private final RelayMetrics metrics;
  private final FailureLog failures;
  private final RelayProperties properties;
  private final Backoff backoff;

  RelayLoop(
      RelayLease lease,
      Supplier<RelaySession> sessions,
      RelaySignal signal,
      RelayStatus status,
      RelayMetrics metrics,
      FailureLog failures,
      RelayProperties properties,
      Backoff backoff) {
    this.lease = lease;
    this.sessions = sessions;
    this.signal = signal;
    this.status = status;
    this.metrics = metrics;
    this.failures = failures;
    this.properties = properties;
    this.backoff = backoff;
  }

  @Override
  public void run() {
    try {
      while (!signal.stopping()) {
        round();
      }
    } catch (InterruptException e) {
      log.warn("The relay was interrupted and ends");
    } finally {
      metrics.notLeading();
      status.is(RelayState.STOPPED);
    }
  }

  private void round() {
    try {
      if (lease.take()) {
        lead();
      } else {
        metrics.notLeading();
        status.is(RelayState.WAITING);
        signal.pause(lease.checkInterval());
      }
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // An Error may be gone with the next attempt too, and a relay that has ended says nothing.
      failed(e);
    }
  }

  /** Publishes until the lease is lost or the end has come; then one last time. */
  private void lead() {
    try (RelaySession session = sessions.get()) {
      long leaseTaken = System.nanoTime();
      Duration pause = properties.pollIntervalMin();
      boolean last;
      do {
        last = signal.stopping();
        if (System.nanoTime() - leaseTaken > lease.checkInterval().toNanos()) {
          leaseTaken = System.nanoTime();
          if (!lease.take()) {
            log.info("Another instance holds the relay's lease; stepping down");
            metrics.notLeading();
            return;
          }
        }
        int published = session.publishNext();
        working();
        pause = published > 0 ? properties.pollIntervalMin() : longer(pause);
        if (!last && !session.behind()) {
          if (published > 0) {
            // What commits meanwhile shares the next transaction, whose cost hardly grows with it.
            signal.pause(properties.batchPause());
          }
          signal.awaitEvents(pause);
        }
      } while (!last);
    }
    metrics.notLeading();
    lease.release();
    log.info("The relay ends");
  }

  private void working() {
    if (status.current().state() != RelayState.LEADING) {
      status.is(RelayState.LEADING);
      metrics.leading();
      failures.recovered();
      backoff.reset();
    }
  }

  private void failed(Throwable failure) {
    FailureCause cause = FailureCause.of(failure);
    metrics.failed(cause);
    failures.failed(cause, failure);
    switch (cause) {
      case FENCED -> status.is(RelayState.WAITING);
      case REFUSED -> status.is(RelayState.REFUSED, failure.getMessage());
      case KAFKA, DATABASE, UNEXPECTED ->
          status.is(RelayState.FAILING, FailureLog.summary(failure));
    }
    if (cause != FailureCause.FENCED) {
      letOthersTry();
    }
    signal.pause(backoff.next());
  }

  /** Another instance may reach what this one does not. */
  private void letOthersTry() {
    try {
      metrics.measureBacklog();
      lease.release();
    } catch (RuntimeException e) {
      log.debug("The lease is not released and ends by itself", e);
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(properties.pollIntervalMax()) < 0
        ? doubled
        : properties.pollIntervalMax();
  }
}
