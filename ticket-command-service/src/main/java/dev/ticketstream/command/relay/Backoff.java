package dev.ticketstream.command.relay;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double up to a limit, each between half and all of its length at random. */
final class Backoff {

  private final Duration min;
  private final Duration max;
  private final RandomGenerator random;
  private Duration current;

  Backoff(Duration min, Duration max, RandomGenerator random) {
    this.min = min;
    this.max = max;
    this.random = random;
    this.current = min;
  }

  /** The next pause. */
  Duration next() {
    Duration pause = Duration.ofNanos((long) (current.toNanos() * (0.5 + random.nextDouble() / 2)));
    Duration doubled = current.multipliedBy(2);
    current = doubled.compareTo(max) < 0 ? doubled : max;
    return pause;
  }

  /** Begins anew with the shortest pause. */
  void reset() {
    current = min;
  }
}
