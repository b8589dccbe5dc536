package dev.ticketstream.command.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is committed but not published.
 *
 * @param events how many events; {@link #COUNT_MAX} means that many or more
 * @param oldest when the first of them happened; absent if there are none
 */
record Backlog(long events, @Nullable Instant oldest) {

  /** Counting stops here, so that asking stays cheap. */
  static final int COUNT_MAX = 1_000_000;
}
