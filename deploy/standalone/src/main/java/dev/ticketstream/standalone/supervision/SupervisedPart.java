package dev.ticketstream.standalone.supervision;

import dev.ticketstream.standalone.terminal.Failures;
import dev.ticketstream.standalone.terminal.StandaloneException;
import dev.ticketstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A part's process over time: started, watched, started again when it dies, stopped. */
final class SupervisedPart {

  private static final Duration READINESS_INTERVAL = Duration.ofMillis(100);
  private static final int LOG_LINES_SHOWN = 12;

  private final Part part;
  private final Ledger ledger;
  private final Terminal terminal;
  private final Duration readyWithin;

  private volatile @Nullable Process process;
  private final CountDownLatch stopping = new CountDownLatch(1);

  SupervisedPart(Part part, Ledger ledger, Terminal terminal, Duration readyWithin) {
    this.part = part;
    this.ledger = ledger;
    this.terminal = terminal;
    this.readyWithin = readyWithin;
  }

  Part part() {
    return part;
  }

  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Waits; gives whether a stop was asked for meanwhile. */
  boolean awaitStopping(Duration wait) throws InterruptedException {
    return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Starts the process and waits until it is ready.
   *
   * @throws StandaloneException when it dies before or takes too long
   */
  void start() throws InterruptedException {
    Process started = launch();
    long deadline = System.nanoTime() + readyWithin.toNanos();
    while (!isReady()) {
      if (started.waitFor(READINESS_INTERVAL)) {
        strikeOut(started);
        if (isStopping()) {
          return;
        }
        throw failure(
            "%s ended while it was starting (%s)"
                .formatted(part.name(), ExitStatus.describe(started.exitValue())));
      }
      if (isStopping()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw failure(
            "%s was not ready within %d s (--start-timeout allows more)"
                .formatted(part.name(), readyWithin.toSeconds()));
      }
    }
  }

  /** Waits until the process ends, and tells how. */
  int awaitEnd() throws InterruptedException {
    Process running = process;
    if (running == null) {
      return 0;
    }
    while (!running.waitFor(1, TimeUnit.MINUTES)) {
      try {
        part.log().rotateIfLarge();
      } catch (IOException e) {
        terminal.failure("cannot rotate %s: %s".formatted(part.log().path(), e), List.of());
      }
    }
    strikeOut(running);
    return running.exitValue();
  }

  /** Ends a process that did not become ready, so that it can be started anew. */
  void kill() {
    Process running = process;
    if (running != null && running.isAlive()) {
      running.destroyForcibly();
      endsWithin(running, Duration.ofSeconds(10));
      strikeOut(running);
    }
  }

  /** Asks the process to end, and kills it when it does not. Returns when it is gone. */
  void stop() {
    Process running;
    synchronized (this) {
      stopping.countDown();
      running = process;
    }
    if (running == null || !running.isAlive()) {
      return;
    }
    Signals.send(running.toHandle(), part.stopSignal());
    if (!endsWithin(running, part.stopGrace())) {
      terminal.failure(
          "%s did not end within %d s and is killed"
              .formatted(part.name(), part.stopGrace().toSeconds()),
          List.of());
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
      endsWithin(running, Duration.ofSeconds(10));
    }
    strikeOut(running);
  }

  /** After a stop was asked for, nothing is started any more. */
  private synchronized Process launch() {
    if (isStopping()) {
      throw new StandaloneException(part.name() + " was stopped while it was starting");
    }
    try {
      part.preparation().prepare();
      Process started = ProcessLauncher.start(part);
      process = started;
      ledger.add(part.name(), started.toHandle(), part.executable(), part.stopSignal());
      return started;
    } catch (StandaloneException e) {
      throw e;
    } catch (Exception e) {
      throw new StandaloneException(
          "%s cannot be started: %s".formatted(part.name(), Failures.describe(e)));
    }
  }

  private boolean isReady() {
    try {
      return part.readiness().isReady();
    } catch (Exception e) {
      return false;
    }
  }

  private StandaloneException failure(String what) {
    return new StandaloneException(
        "%s; its log is %s, which ends:".formatted(what, part.log().path()),
        part.log().tail(LOG_LINES_SHOWN));
  }

  private static boolean endsWithin(Process running, Duration grace) {
    boolean interrupted = Thread.interrupted();
    try {
      return running.waitFor(grace);
    } catch (InterruptedException e) {
      interrupted = true;
      return !running.isAlive();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void strikeOut(Process ended) {
    if (ended.isAlive()) {
      return;
    }
    try {
      ledger.remove(ended.pid());
    } catch (IOException e) {
      terminal.failure("cannot write the list of processes: " + e, List.of());
    }
  }
}
