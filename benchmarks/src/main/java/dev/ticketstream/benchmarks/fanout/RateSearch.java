package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds the highest rate at which a server keeps up. */
final class RateSearch {

  /** How near two rates are that count as the same: eight of them double. */
  private static final double FINE = Math.pow(2, 1.0 / 8);

  /** The first stride when the rate is about known from an earlier round. */
  static final double KNOWN = FINE * FINE;

  /** The first stride when it is only known from warming up. */
  static final double GUESSED = KNOWN * KNOWN;

  private static final double STRIDE_MAX = 2;
  private static final double RATE_MIN = 0.5;
  private static final double RATE_MAX = 200_000;
  private static final int CONFIRMATIONS_MAX = 8;

  /** Even of rare events a few must come. */
  private static final double EVENTS_MIN = 4;

  private final Site site;
  private final FanoutSettings settings;
  private final int attempts;
  private double low;
  private double high = RATE_MAX;
  private @Nullable Point last;

  /**
   * @param site the server and its subscribers
   */
  RateSearch(Site site) {
    this.site = site;
    this.settings = site.bench().settings();
    this.attempts = site.contender().isReference() || settings.quick() ? 1 : 2;
  }

  /**
   * Searches.
   *
   * @param guess the first rate to try, events a second
   * @param stride the factor to the next; it grows while what is sought has not been passed
   * @return the highest rate's point, or the lowest's when the server does not keep up with any
   */
  Point highest(double guess, double stride) throws IOException, InterruptedException {
    if (settings.quick()) {
      return measure(guess, settings.step());
    }
    double rate = Math.clamp(guess, RATE_MIN, RATE_MAX / STRIDE_MAX);
    double step = stride;
    while (low == 0 || high == RATE_MAX) {
      attempt(rate, attempts);
      if (low == 0 && rate <= RATE_MIN || low >= RATE_MAX / STRIDE_MAX) {
        break;
      }
      rate = low == 0 ? Math.max(RATE_MIN, rate / step) : rate * step;
      step = Math.min(STRIDE_MAX, step * step);
    }
    while (low > 0 && high / low > FINE * 1.01) {
      attempt(Math.sqrt(low * high), 1);
    }
    return low == 0 && last != null ? last : confirm();
  }

  /** The rate that was found must also do for longer, or else the next lower one. */
  private Point confirm() throws IOException, InterruptedException {
    double rate = low;
    Point point = measure(rate, settings.window().dividedBy(2));
    for (int i = 1; i < CONFIRMATIONS_MAX && !point.keptUp(); i++) {
      rate /= FINE;
      point = measure(rate, settings.window().dividedBy(2));
    }
    return point;
  }

  private void attempt(double rate, int most) throws IOException, InterruptedException {
    Point point = measure(rate, settings.step());
    for (int i = 1; i < most && !point.keptUp(); i++) {
      point = measure(rate, settings.step());
    }
    last = point;
    if (point.keptUp()) {
      low = rate;
    } else {
      high = rate;
    }
  }

  private Point measure(double rate, Duration length) throws IOException, InterruptedException {
    long atLeast = settings.quick() ? 0 : Math.round(EVENTS_MIN / rate * 1e9);
    Point point = site.rig().measure(rate, Duration.ofNanos(Math.max(length.toNanos(), atLeast)));
    site.bench()
        .say(
            "    %.1f events/s: %.0f deliveries/s, p50 %.1f ms, p99 %.1f ms, %.2f µs CPU a"
                + " delivery, load %.0f %%%s",
            rate,
            point.deliveryRate(),
            point.p50(),
            point.p99(),
            point.cpuMicrosOfDelivery(),
            100 * point.loadShare(),
            point.aborted() ? ", given up" : "");
    if (site.settle()) {
      WarmUp.run(site, Math.max(RATE_MIN, rate / 16), Math.max(low, rate / STRIDE_MAX));
    }
    return point;
  }
}
