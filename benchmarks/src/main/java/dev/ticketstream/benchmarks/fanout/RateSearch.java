package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Finds the highest rate at which a server keeps up. */
final class RateSearch {

  private static final double GROWTH = 2;
  private static final double RATE_MIN = 0.25;
  private static final double RATE_MAX = 200_000;

  /** How often the gap between what goes and what does not is halved, by ratio. */
  private static final int HALVINGS = 3;

  /** A server that is still being compiled stumbles where it will not later. */
  private static final int ATTEMPTS = 3;

  private final Rig rig;
  private final FanoutSettings settings;
  private final PrintStream progress;

  RateSearch(Rig rig, FanoutSettings settings, PrintStream progress) {
    this.rig = rig;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Searches.
   *
   * @param start the first rate to try, events a second
   * @return the highest rate's point, or the lowest's when the server does not keep up with any
   */
  Point highest(double start) throws IOException, InterruptedException {
    Point best = null;
    Point last = null;
    double rate = start;
    double tooMuch = settings.quick() ? start * GROWTH : RATE_MAX;
    while (rate < tooMuch) {
      last = attempts(rate, settings.step().dividedBy(2), ATTEMPTS);
      if (!last.keptUp()) {
        tooMuch = rate;
        break;
      }
      best = last;
      rate *= GROWTH;
    }
    while (best == null && rate > RATE_MIN * GROWTH && last != null) {
      tooMuch = rate;
      rate /= GROWTH;
      last = attempts(rate, settings.step(), 1);
      best = last.keptUp() ? last : null;
    }
    if (best == null) {
      return last == null ? rig.measure(start, settings.step()) : last;
    }
    return narrow(best, tooMuch);
  }

  private Point narrow(Point found, double above) throws IOException, InterruptedException {
    Point best = found;
    double tooMuch = above;
    for (int i = 0; i < (settings.quick() ? 0 : HALVINGS); i++) {
      Point between = attempts(Math.sqrt(best.rate() * tooMuch), settings.step(), 1);
      if (between.keptUp()) {
        best = between;
      } else {
        tooMuch = between.rate();
      }
    }
    return best;
  }

  private Point attempts(double rate, Duration length, int most)
      throws IOException, InterruptedException {
    Point point = measure(rate, length);
    for (int i = 1; i < most && !point.keptUp() && !settings.quick(); i++) {
      point = measure(rate, length);
    }
    return point;
  }

  private Point measure(double rate, Duration length) throws IOException, InterruptedException {
    Point point = rig.measure(rate, length);
    progress.printf(
        Locale.ROOT,
        "    %.1f events/s: %.0f deliveries/s, p50 %.1f ms, p99 %.1f ms, %.2f µs CPU a"
            + " delivery, load %.0f %%%s%n",
        rate,
        point.deliveryRate(),
        point.p50(),
        point.p99(),
        point.cpuMicrosOfDelivery(),
        100 * point.loadShare(),
        point.aborted() ? ", given up" : "");
    return point;
  }
}
