package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** G: how fast many clients can come at once, and what it does to those who are there. */
final class StormScenario implements Scenario {

  private static final int LIVE = 1_000;
  private static final int STORM = 10_000;
  private static final double RATE = 20;
  private static final int HANDSHAKES_AT_ONCE = 500;

  /** Storms before the one that counts, at most. */
  private static final int WARM_UP_STORMS_MAX = 6;

  /** A storm that is no faster than this times those before shows that the server is warm. */
  private static final double RISE_MIN = 1.05;

  /** Events for those who are there, until their path through the server is compiled too. */
  private static final double WARM_UP_RATE = 500;

  private static final Duration STORM_TIMEOUT = Duration.ofMinutes(3);

  /** How often the measurement of those who are there is longer than the usual one. */
  private static final long WINDOWS_MAX = 6;

  @Override
  public String title() {
    return "G connect storm: 10,000 connections with sign-in and subscription";
  }

  private record Storm(
      double perSecond, double coldPerSecond, double p99Before, double p99Meanwhile) {}

  private final Map<Contender, List<Storm>> found = new LinkedHashMap<>();

  @Override
  public void round(Bench bench, int round) throws IOException, InterruptedException {
    for (Contender contender :
        bench.chosen(round, Contender.GATEWAY, Contender.NODE_CHANNELS, Contender.SPRING)) {
      bench.say("G, round %d: %s", round, contender);
      Storm storm = measure(bench, contender);
      bench.say(
          "    %.0f connections/s (cold %.0f), p99 %.1f ms, meanwhile %.1f ms",
          storm.perSecond(), storm.coldPerSecond(), storm.p99Before(), storm.p99Meanwhile());
      found.computeIfAbsent(contender, _ -> new ArrayList<>()).add(storm);
    }
  }

  @Override
  public Table table() {
    Table table =
        new Table(
            "",
            "completed/s",
            "the first, cold",
            "live p99 before, ms",
            "live p99 meanwhile, ms",
            "times");
    found.forEach(
        (contender, storms) ->
            table.row(
                contender.title(),
                Table.median(storms, Storm::perSecond, "%,.0f"),
                Table.median(storms, Storm::coldPerSecond, "%,.0f"),
                Table.median(storms, Storm::p99Before, "%.1f"),
                Table.median(storms, Storm::p99Meanwhile, "%.1f"),
                Table.median(storms, storm -> storm.p99Meanwhile() / storm.p99Before(), "%.1f")));
    return table;
  }

  private static Storm measure(Bench bench, Contender contender)
      throws IOException, InterruptedException {
    int live = bench.settings().scaled(LIVE);
    int coming = bench.settings().scaled(STORM);
    StormDesk desk = new StormDesk(bench.users(), live, coming);
    for (int i = 0; i < desk.connections(); i++) {
      desk.token(i);
    }
    try (Site site = new Site(bench, contender)) {
      double cold = warmUp(site, coming);
      site.seatFirst(desk, live);
      WarmUp.run(site, RATE, contender.isReference() ? RATE : WARM_UP_RATE);
      Rig rig = site.rig();
      Point before = rig.measure(RATE, bench.settings().window());
      Storm storm = storm(bench, rig, desk, before, cold);
      // Every one of those who came gets the events of their ticket.
      rig.continueAt(StormDesk.FIRST_OF_CUSTOMERS);
      rig.cover(desk.connections(), coming);
      return storm;
    }
  }

  /** Lets as many come and go again until they come no faster; the rate of the first time. */
  private static double warmUp(Site site, int coming) throws IOException, InterruptedException {
    FanoutSettings settings = site.bench().settings();
    Desk desk = new OwnTicketsDesk(site.bench().users(), coming, 1);
    for (int i = 0; i < coming; i++) {
      desk.token(i);
    }
    double cold = 0;
    double best = 0;
    int noFaster = 0;
    for (int i = 0; i < (settings.quick() ? 1 : WARM_UP_STORMS_MAX); i++) {
      try (Rig rig = new Rig(site.server(), desk, 0)) {
        WarmUp.Watch compilers = new WarmUp.Watch(site.server());
        long start = System.nanoTime();
        rig.swarm().connect(coming, HANDSHAKES_AT_ONCE, STORM_TIMEOUT);
        double rate = coming / ((System.nanoTime() - start) / 1e9);
        double share = compilers.share();
        site.bench().say("    storm %d: %.0f/s, compilers %.0f %%", i + 1, rate, 100 * share);
        cold = i == 0 ? rate : cold;
        noFaster = i > 0 && rate < best * RISE_MIN ? noFaster + 1 : 0;
        best = Math.max(best, rate);
        if (noFaster == 2 || compilers.knows() && share < WarmUp.QUIET_SHARE) {
          break;
        }
      }
      rest(site);
    }
    rest(site);
    return cold;
  }

  /** The server has yet to forget those who went. */
  private static void rest(Site site) throws IOException, InterruptedException {
    if (!site.bench().settings().quick() && !site.server().awaitIdle()) {
      throw new IllegalStateException("the server does not come to rest after a storm");
    }
  }

  /** Lets everybody come, and measures those who are there until all have come. */
  private static Storm storm(Bench bench, Rig rig, StormDesk desk, Point before, double cold)
      throws IOException, InterruptedException {
    int live = rig.swarm().subscribedConnections();
    try (ExecutorService watch = Executors.newSingleThreadExecutor()) {
      long start = System.nanoTime();
      rig.swarm().open(desk.connections(), HANDSHAKES_AT_ONCE);
      Future<Long> end = watch.submit(() -> awaitAll(rig, desk.connections()));
      Point meanwhile =
          rig.measureWhile(
              RATE, bench.settings().window().multipliedBy(WINDOWS_MAX), () -> !end.isDone());
      double seconds = (end.get() - start) / 1e9;
      return new Storm((desk.connections() - live) / seconds, cold, before.p99(), meanwhile.p99());
    } catch (ExecutionException e) {
      throw new IllegalStateException("not everybody got in", e.getCause());
    }
  }

  private static long awaitAll(Rig rig, int connections) throws InterruptedException {
    long end = System.nanoTime() + STORM_TIMEOUT.toNanos();
    while (rig.swarm().subscribedConnections() < connections) {
      rig.swarm().requireWell();
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "only %d of %d connections after %s"
                .formatted(rig.swarm().subscribedConnections(), connections, STORM_TIMEOUT));
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return System.nanoTime();
  }
}
