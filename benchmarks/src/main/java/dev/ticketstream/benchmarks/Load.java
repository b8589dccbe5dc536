package dev.ticketstream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Runs sessions, one platform thread each: with few connections nothing is cheaper for the cores
 * that load and service share.
 */
final class Load {

  private static final long LATENCY_MAX_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Session.Factory sessions;
  private final int workers;

  Load(Session.Factory sessions, int workers) {
    this.sessions = sessions;
    this.workers = workers;
  }

  /** Each worker goes on as soon as it has its answer: finds out how much is possible. */
  LoadResult closedLoop(Duration length) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + length.toNanos();
    return run(
        start,
        session -> {
          long now = System.nanoTime();
          return now < end ? now : NO_MORE;
        });
  }

  /**
   * Begins at fixed times, whatever the answers do. Latency counts from the time at which a request
   * was due, so a stall counts for all that should have been sent meanwhile.
   *
   * @param rate requests a second
   * @param length how long
   */
  LoadResult openLoop(double rate, Duration length) throws InterruptedException {
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    double interval = TimeUnit.SECONDS.toNanos(1) / rate;
    long requests = Math.max(1, Math.round(length.toNanos() / interval));
    AtomicLong next = new AtomicLong();
    return run(
        start,
        session -> {
          long request = next.getAndIncrement();
          if (request >= requests) {
            return NO_MORE;
          }
          long due = start + Math.round(request * interval);
          while (true) {
            long ahead = due - System.nanoTime();
            if (ahead <= 0) {
              return due;
            }
            LockSupport.parkNanos(ahead);
          }
        });
  }

  private static final long NO_MORE = Long.MIN_VALUE;

  /** Waits for a session's turn, and says from when its latency counts. */
  private interface Schedule {
    long awaitTurn(Session session);
  }

  private LoadResult run(long start, Schedule schedule) throws InterruptedException {
    List<Future<LoadResult>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      for (int i = 0; i < workers; i++) {
        int worker = i;
        futures.add(threads.submit(() -> work(worker, schedule)));
      }
    }
    Histogram all = histogram();
    long failures = 0;
    String firstFailure = "";
    for (Future<LoadResult> future : futures) {
      LoadResult part = get(future);
      all.add(part.latencies());
      failures += part.failures();
      firstFailure = firstFailure.isEmpty() ? part.firstFailure() : firstFailure;
    }
    return new LoadResult(all, failures, firstFailure, System.nanoTime() - start);
  }

  private LoadResult work(int worker, Schedule schedule) throws Exception {
    Histogram latencies = histogram();
    long failures = 0;
    String firstFailure = "";
    try (Session session = sessions.open(worker)) {
      for (long due = schedule.awaitTurn(session);
          due != NO_MORE;
          due = schedule.awaitTurn(session)) {
        try {
          session.run();
          latencies.recordValue(Math.min(System.nanoTime() - due, LATENCY_MAX_NANOS));
        } catch (Exception e) {
          failures++;
          firstFailure = firstFailure.isEmpty() ? e.toString() : firstFailure;
        }
      }
    }
    return new LoadResult(latencies, failures, firstFailure, 1);
  }

  private static Histogram histogram() {
    return new Histogram(LATENCY_MAX_NANOS, SIGNIFICANT_DIGITS);
  }

  private static LoadResult get(Future<LoadResult> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a session could not be opened or closed", e.getCause());
    }
  }
}
