package dev.ticketstream.command.security;

/** Takes all that a user may send, and so much more that no test waits until it is back. */
final class EmptyBuckets {

  private static final long DEBT = 10_000_000;

  private EmptyBuckets() {}

  /** Leaves a user no commands. */
  static void ofCommands(CommandRateLimiter limiter, String userId) {
    limiter.commands().bucket(userId).consumeIgnoringRateLimits(DEBT);
  }

  /** Leaves a user no requests. */
  static void ofRequests(CommandRateLimiter limiter, String userId) {
    limiter.requests().bucket(userId).consumeIgnoringRateLimits(DEBT);
  }
}
