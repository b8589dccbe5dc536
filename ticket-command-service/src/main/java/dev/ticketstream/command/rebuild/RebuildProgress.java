package dev.ticketstream.command.rebuild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is.
 *
 * @param id its number
 * @param state where it stands
 * @param requestedBy the user who asked for it
 * @param startedAt when it began
 * @param finishedAt when it was done or failed
 * @param ticketsTotal how many tickets there were when it began
 * @param ticketsDone how many of them have their new rows
 * @param orphans how many rows were removed that belonged to no ticket
 * @param failure why it failed
 */
record RebuildProgress(
    long id,
    State state,
    String requestedBy,
    Instant startedAt,
    @Nullable Instant finishedAt,
    long ticketsTotal,
    long ticketsDone,
    long orphans,
    @Nullable String failure) {

  /** Where a rebuild stands. */
  enum State {
    RUNNING,
    DONE,
    FAILED
  }
}
