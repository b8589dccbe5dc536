package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Load until a server is as fast as it will be. What has a core to itself shares it with its
 * compilers, so that before they rest everything else seems twice as dear.
 */
final class WarmUp {

  /** Compilers that use less of a core do not disturb. */
  static final double QUIET_SHARE = 0.05;

  private static final Duration STEP = Duration.ofSeconds(3);

  /** A runtime whose compilers cannot be told from its other threads. */
  private static final Duration WITHOUT_COMPILERS = Duration.ofSeconds(20);

  /** While the server has much to spare, while it has something, and after it was too much. */
  private static final double LEAP = 4;

  private static final double GROWTH = 2;
  private static final double CREEP = 1.25;

  /** A cold server's first stumble says little of what it can do. */
  private static final int STUMBLES = 2;

  /** A server that does not keep up with this does not with anything. */
  private static final double RATE_MIN = 0.5;

  private static final double EASY_P99_MILLIS = Point.P99_MILLIS_MAX / 4;

  private WarmUp() {}

  /**
   * Raises the rate until the server no longer keeps up or the highest rate is reached, and goes on
   * until the compilers are quiet.
   *
   * @param site the server and its subscribers
   * @param start the first rate, events a second
   * @param most the highest rate
   * @return the highest rate that the server kept up with; the first one if there was none
   */
  static double run(Site site, double start, double most) throws IOException, InterruptedException {
    return run(site, start, most, site.bench().settings().warmUpMin(), WITHOUT_COMPILERS);
  }

  /**
   * The same for other subscribers of a server that is warm: a step, if the compilers find nothing
   * new to do.
   *
   * @param site the server and its subscribers
   * @param rate events a second
   */
  static void again(Site site, double rate) throws IOException, InterruptedException {
    run(site, rate, rate, Duration.ZERO, Duration.ZERO);
  }

  private static double run(
      Site site, double start, double most, Duration least, Duration withoutCompilers)
      throws IOException, InterruptedException {
    FanoutSettings settings = site.bench().settings();
    if (settings.quick()) {
      site.rig().measure(start, settings.step());
      return start;
    }
    long begin = System.nanoTime();
    double rate = start;
    double best = 0;
    int stumbles = 0;
    while (true) {
      Watch watch = new Watch(site.server());
      Point point = site.rig().measure(rate, STEP);
      double compilers = watch.share();
      boolean another = site.settle();
      boolean high = rate >= most || stumbles >= STUMBLES && rate * GROWTH >= best;
      if (point.keptUp()) {
        best = Math.max(best, rate);
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
      boolean quiet =
          watch.knows()
              ? compilers < QUIET_SHARE && elapsed.compareTo(least) >= 0
              : elapsed.compareTo(withoutCompilers) >= 0;
      if (!another && (quiet && high && (point.keptUp() || rate <= RATE_MIN))
          || elapsed.compareTo(settings.warmUpMax()) >= 0) {
        site.bench()
            .say(
                "    warmed up for %d s, at last with %.1f events/s, p99 %.1f ms; compilers %.0f"
                    + " %%",
                elapsed.toSeconds(), rate, point.p99(), 100 * compilers);
        return best > 0 ? best : start;
      }
      if (point.keptUp()) {
        rate = Math.min(most, rate * growth(stumbles, point, rate < best / GROWTH));
      } else {
        stumbles++;
        rate = Math.max(RATE_MIN, rate / GROWTH);
      }
    }
  }

  private static double growth(int stumbles, Point point, boolean farBelow) {
    if (stumbles >= STUMBLES) {
      return farBelow ? GROWTH : CREEP;
    }
    return stumbles == 0 && point.p99() < EASY_P99_MILLIS ? LEAP : GROWTH;
  }

  /** How much of a core the compilers of a server use from now on. */
  static final class Watch {

    private final Server server;
    private final Optional<Duration> before;
    private final long start = System.nanoTime();

    Watch(Server server) throws IOException {
      this.server = server;
      this.before = server.process().compilerTime();
    }

    /** Whether the compilers can be told from the other threads. */
    boolean knows() {
      return before.isPresent();
    }

    /** The part of a core so far; 0 if nothing is known. */
    double share() throws IOException {
      Duration now = server.process().compilerTime().orElse(Duration.ZERO);
      // A compiler's thread that has ended takes its time with it.
      long used = Math.max(0, now.minus(before.orElse(Duration.ZERO)).toNanos());
      return knows() ? used / (double) (System.nanoTime() - start) : 0;
    }
  }
}
