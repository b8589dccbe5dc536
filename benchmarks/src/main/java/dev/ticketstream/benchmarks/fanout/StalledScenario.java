package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.process.SendQueue;
import dev.ticketstream.benchmarks.swarm.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * F: what a client that stops reading does to the others. Turns without and with such a client
 * follow each other, each with a fresh one, because the server ends the connection of one that has
 * stalled for some seconds.
 */
final class StalledScenario implements Scenario {

  private static final int SUBSCRIBERS = 1_000;
  private static final double RATE = 50;
  private static final double WARM_UP_RATE = 500;

  /** Turns of each kind in a round. */
  private static final int TURNS = 8;

  private static final Duration TURN = Duration.ofSeconds(5);

  /** By then the server has ended the connection of a client that reads nothing. */
  private static final Duration STALLED_MAX = Duration.ofSeconds(8);

  private static final long POLL_MILLIS = 250;

  /** How fast what the kernel keeps for a client is filled; that may be four megabytes. */
  private static final double FILL_RATE = 400;

  private static final Duration FILL_STEP = Duration.ofMillis(500);
  private static final int FILL_STEPS_MAX = 240;

  /** In the first turn, as many as it usually takes. */
  private static final int FILL_STEPS = 14;

  /**
   * The gateway's bound on a connection. What waits when the others have all is the stalled one's.
   */
  private static final double BOUND_BYTES = 256 * 1024;

  private record Turns(Histogram due, Histogram commit) {
    Turns() {
      this(new Histogram(3), new Histogram(3));
    }

    void add(Point point) {
      due.add(point.deliveries().latencies());
      commit.add(point.deliveries().sinceCommit());
    }

    double due(double percentile) {
      return due.getValueAtPercentile(percentile) / 1e6;
    }

    double commit(double percentile) {
      return commit.getValueAtPercentile(percentile) / 1e6;
    }
  }

  private record Round(Turns without, Turns with, AtomicInteger ended) {
    double moved() {
      return with.commit(99) - without.commit(99);
    }
  }

  private final Map<Contender, List<Round>> found = new LinkedHashMap<>();

  @Override
  public String title() {
    return "F one stalled client among 1,000";
  }

  @Override
  public void round(Bench bench, int round) throws IOException, InterruptedException {
    int size = bench.settings().scaled(SUBSCRIBERS);
    int turns = bench.settings().quick() ? 1 : TURNS;
    for (Contender contender : bench.chosen(round, Contender.GATEWAY)) {
      bench.say("F, round %d: %d subscribers, %s", round, size, contender);
      Round one = new Round(new Turns(), new Turns(), new AtomicInteger());
      try (Site site = new Site(bench, contender)) {
        site.seatStalling(new BroadcastDesk(bench.users(), size + turns), turns);
        WarmUp.run(site, RATE, WARM_UP_RATE);
        int fill = bench.settings().quick() ? 0 : FILL_STEPS;
        for (int turn = 0; turn < turns; turn++) {
          // Each order as often as the other, so that a drift meets both.
          if (turn % 2 == 0) {
            without(site, size, turn, one, fill);
            fill = with(site, size, turn, one);
          } else {
            fill = with(site, size, turn, one);
            without(site, size, turn + 1, one, fill);
          }
        }
      }
      bench.say(
          "    since the commit: p99 %.1f ms of %d without, %.1f ms of %d with; the server ended %d"
              + " of %d stalled connections",
          one.without().commit(99),
          one.without().commit().getTotalCount(),
          one.with().commit(99),
          one.with().commit().getTotalCount(),
          one.ended().get(),
          turns);
      found.computeIfAbsent(contender, _ -> new ArrayList<>()).add(one);
    }
  }

  /** After as many events as it takes to stall a client, so that both kinds begin alike. */
  private static void without(Site site, int size, int gone, Round one, int fill)
      throws IOException, InterruptedException {
    Rig rig = site.rig();
    Rig.Exceptions others = phase -> only(phase, size, size + gone);
    for (int i = 0; i < fill; i++) {
      waitingBytes(site);
      rig.measure(FILL_RATE, FILL_STEP, others);
    }
    // The same look at the sockets, which costs the load something.
    try (Watch watch = new Watch(site, 0)) {
      one.without().add(rig.measureWhile(RATE, turn(site, TURN), others, watch::isRunning));
    }
    site.server().awaitIdle();
  }

  /** Until the server ends the stalled connection. Returns how many steps it took to stall it. */
  private static int with(Site site, int size, int turn, Round one)
      throws IOException, InterruptedException {
    Rig rig = site.rig();
    int stalled = size + turn;
    Rig.Exceptions others = phase -> only(phase, size, stalled + 1);
    int port = rig.swarm().portOf(stalled);
    rig.swarm().stall(stalled, true);
    int steps = site.bench().settings().quick() ? 0 : fill(site, port, others);
    try (Watch watch = new Watch(site, port)) {
      one.with()
          .add(
              rig.measureWhile(
                  RATE,
                  turn(site, STALLED_MAX),
                  others,
                  () -> watch.isRunning() && !watch.ended()));
      if (watch.ended()) {
        one.ended().incrementAndGet();
      }
    }
    rig.swarm().drop(stalled);
    site.server().awaitIdle();
    return steps;
  }

  /**
   * Goes on until the gateway has to hold the client back: before, the kernel takes everything, and
   * nothing can be seen of a stall.
   */
  private static int fill(Site site, int port, Rig.Exceptions others)
      throws IOException, InterruptedException {
    int steps = 0;
    while (waitingBytes(site) <= BOUND_BYTES && !isEnded(site.server().port(), port)) {
      if (++steps > FILL_STEPS_MAX) {
        throw new IllegalStateException("the stalled client's socket takes everything");
      }
      site.rig().measure(FILL_RATE, FILL_STEP, others);
    }
    return steps;
  }

  private static double waitingBytes(Site site) throws IOException, InterruptedException {
    return new GatewayMetrics(site.server()).sum("ticketstream_gateway_queue_bytes");
  }

  private static boolean isEnded(int server, int port) throws IOException {
    return SendQueue.isKnown() && SendQueue.bytes(server, port).isEmpty();
  }

  /** Looks now and then whether the server has ended a connection. */
  private static final class Watch implements AutoCloseable {

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    Watch(Site site, int port) {
      int server = site.server().port();
      thread =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    while (!closed.get()) {
                      try {
                        if (isEnded(server, port)) {
                          ended.set(true);
                        }
                        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                      } catch (IOException | InterruptedException _) {
                        return;
                      }
                    }
                  });
    }

    boolean isRunning() {
      return thread.isAlive();
    }

    boolean ended() {
      return ended.get();
    }

    @Override
    public void close() {
      closed.set(true);
      thread.interrupt();
    }
  }

  /** The first ones count; of the others some have gone, and the rest wait for their turn. */
  private static void only(Phase phase, int size, int gone) {
    for (int i = size; i < gone; i++) {
      phase.ignore(i);
    }
  }

  private static Duration turn(Site site, Duration full) {
    return site.bench().settings().quick() ? site.bench().settings().window() : full;
  }

  @Override
  public Table table() {
    Table table =
        new Table(
            "",
            "commit → socket without: p50, ms",
            "p99, ms",
            "with: p50, ms",
            "p99, ms",
            "p99 moved by, ms",
            "due → socket without: p99, ms",
            "with: p99, ms",
            "stalled connections that the server ended");
    found.forEach(
        (contender, rounds) ->
            table.row(
                contender.title(),
                Table.median(rounds, round -> round.without().commit(50), "%.1f"),
                Table.median(rounds, round -> round.without().commit(99), "%.1f"),
                Table.median(rounds, round -> round.with().commit(50), "%.1f"),
                Table.median(rounds, round -> round.with().commit(99), "%.1f"),
                Table.median(rounds, Round::moved, "%.2f"),
                Table.median(rounds, round -> round.without().due(99), "%.1f"),
                Table.median(rounds, round -> round.with().due(99), "%.1f"),
                Table.median(rounds, round -> round.ended().get(), "%.0f")));
    return table;
  }
}
