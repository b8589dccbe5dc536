package dev.ticketstream.standalone.supervision;

import dev.ticketstream.standalone.terminal.StandaloneException;
import dev.ticketstream.standalone.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs the parts: starts them when told to, starts one again that dies, and stops them all. A part
 * that cannot be brought back is reported through {@link #failure()}.
 */
public final class Supervisor {

  /** A part that dies this often in a row, without being stable in between, is given up. */
  private static final int FAILURES_MAX = 10;

  /** A part that has run for this long counts as stable. */
  private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Terminal terminal;
  private final Duration readyWithin;
  private final Backoff backoff;
  private final List<SupervisedPart> parts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<StandaloneException> failure = new CompletableFuture<>();

  /**
   * @param ledger where every process is noted
   * @param terminal where deaths and restarts are told
   * @param readyWithin how long a part may take to become ready
   * @param backoff the waits between restarts
   */
  public Supervisor(Ledger ledger, Terminal terminal, Duration readyWithin, Backoff backoff) {
    this.ledger = ledger;
    this.terminal = terminal;
    this.readyWithin = readyWithin;
    this.backoff = backoff;
  }

  /**
   * Starts a part, waits until it is ready, and from then on keeps it running.
   *
   * @param part what to start
   * @throws StandaloneException when it dies before it is ready, or takes too long
   * @throws InterruptedException when the wait is interrupted
   */
  public void start(Part part) throws InterruptedException {
    SupervisedPart supervised = new SupervisedPart(part, ledger, terminal, readyWithin);
    parts.add(supervised);
    supervised.start();
    if (supervised.isStopping()) {
      throw new StandaloneException(part.name() + " was stopped while it was starting");
    }
    Thread.ofVirtual().name("watch-" + part.name()).start(() -> watch(supervised));
  }

  /** Completes with the reason when the platform cannot go on. */
  public CompletableFuture<StandaloneException> failure() {
    return failure;
  }

  /**
   * Stops parts in the given order; those of one step at once.
   *
   * @param steps names of parts; names that were never started are passed over
   */
  public void stop(List<List<String>> steps) {
    for (List<String> step : steps) {
      CompletableFuture<?>[] stops =
          parts.stream()
              .filter(supervised -> step.contains(supervised.part().name()))
              .map(
                  supervised ->
                      CompletableFuture.runAsync(supervised::stop, Thread::startVirtualThread))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(stops).join();
    }
  }

  private void watch(SupervisedPart supervised) {
    String name = supervised.part().name();
    int failures = 0;
    try {
      while (true) {
        long readyAt = System.nanoTime();
        int status = supervised.awaitEnd();
        if (supervised.isStopping()) {
          return;
        }
        terminal.line("! %s ended unexpectedly (%s)".formatted(name, ExitStatus.describe(status)));
        if (System.nanoTime() - readyAt > STABLE_AFTER.toNanos()) {
          failures = 0;
        }
        failures = restart(supervised, failures + 1);
        if (supervised.isStopping()) {
          return;
        }
        if (failures > FAILURES_MAX) {
          failure.complete(
              new StandaloneException(
                  "%s could not be brought back in %d tries; its log is %s"
                      .formatted(name, FAILURES_MAX, supervised.part().log().path())));
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts the part until it is ready; gives the number of failures in a row so far. */
  private int restart(SupervisedPart supervised, int failuresBefore) throws InterruptedException {
    String name = supervised.part().name();
    long diedAt = System.nanoTime();
    int failures = failuresBefore;
    while (failures <= FAILURES_MAX) {
      Duration wait = backoff.after(failures);
      terminal.line("! %s is started again in %.1f s".formatted(name, wait.toMillis() / 1000.0));
      if (supervised.awaitStopping(wait)) {
        return failures;
      }
      try {
        supervised.start();
        if (!supervised.isStopping()) {
          terminal.line(
              "! %s is ready again after %.1f s"
                  .formatted(name, (System.nanoTime() - diedAt) / 1e9));
        }
        return failures;
      } catch (StandaloneException e) {
        if (supervised.isStopping()) {
          return failures;
        }
        terminal.failure(e.getMessage() == null ? name : e.getMessage(), e.details());
        supervised.kill();
        failures++;
      }
    }
    return failures;
  }
}
