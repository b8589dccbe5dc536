package dev.ticketstream.command.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a failure that lasts when it begins, now and then while it lasts, and when it ends. */
final class FailureLog {

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final Clock clock;
  private @Nullable FailureCause cause;
  private Instant since = Instant.EPOCH;
  private Instant told = Instant.EPOCH;
  private int attempts;

  FailureLog(Clock clock) {
    this.clock = clock;
  }

  /** Notes a failure. */
  void failed(FailureCause newCause, Throwable failure) {
    Instant now = clock.instant();
    attempts++;
    if (newCause != cause) {
      since = cause == null ? now : since;
      cause = newCause;
      told = now;
      tell(newCause, failure);
    } else if (!now.isBefore(told.plus(REMINDER))) {
      told = now;
      log.warn(
          "The relay still does not publish, since {}, after {} attempts: {}",
          since,
          attempts,
          summary(failure));
    }
  }

  /** Notes that publishing works. */
  void recovered() {
    if (cause != null) {
      log.info("The relay publishes again, after {} failed attempts since {}", attempts, since);
      cause = null;
      attempts = 0;
    }
  }

  /** A failure in a line: the message of it and of its deepest cause. */
  static String summary(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return failure == root ? failure.toString() : failure + ", because of " + root;
  }

  private static void tell(FailureCause cause, Throwable failure) {
    switch (cause) {
      case KAFKA, DATABASE ->
          log.warn(
              "The relay does not publish; commands go on and events queue up, retrying: {}",
              summary(failure));
      case FENCED -> log.warn("Another instance relays now; stepping down: {}", summary(failure));
      case REFUSED -> log.error("The relay refuses to publish: {}", failure.getMessage());
      case UNEXPECTED -> log.error("The relay failed unexpectedly, retrying", failure);
    }
  }
}
