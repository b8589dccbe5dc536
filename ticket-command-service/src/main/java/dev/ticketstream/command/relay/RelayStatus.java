package dev.ticketstream.command.relay;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the relay is doing since when, for whoever asks from another thread. */
final class RelayStatus {

  /**
   * A moment's status.
   *
   * @param state what it does
   * @param since since when
   * @param problem what keeps it from publishing, if anything does
   */
  record Status(RelayState state, Instant since, @Nullable String problem) {}

  private final Clock clock;
  private volatile Status current;

  RelayStatus(Clock clock) {
    this.clock = clock;
    this.current = new Status(RelayState.STARTING, clock.instant(), null);
  }

  Status current() {
    return current;
  }

  /** Notes what the relay does now; called by its thread only. */
  void is(RelayState state, @Nullable String problem) {
    Status before = current;
    Instant since = before.state() == state ? before.since() : clock.instant();
    current = new Status(state, since, problem);
  }

  void is(RelayState state) {
    is(state, null);
  }
}
