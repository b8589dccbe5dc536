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
  private static final int WARM_UP_CONNECTIONS = 2_000;
  private static final Duration STORM_TIMEOUT = Duration.ofMinutes(3);

  /** How often the measurement of those who are there is longer than the usual one. */
  private static final long WINDOWS_MAX = 6;

  @Override
  public String title() {
    return "G connect storm: 10,000 connections with sign-in and subscription";
  }

  private record Storm(double perSecond, double p99Before, double p99Meanwhile) {}

  @Override
  public Table run(Bench bench) throws IOException, InterruptedException {
    Map<Contender, List<Storm>> found = new LinkedHashMap<>();
    for (int round = 0; round < bench.settings().rounds(); round++) {
      for (Contender contender :
          bench.chosen(Contender.GATEWAY, Contender.NODE_CHANNELS, Contender.SPRING)) {
        bench.say("G, round %d: %s", round + 1, contender);
        Storm storm = measure(bench, contender);
        bench.say(
            "    %.0f connections/s, p99 %.1f ms, meanwhile %.1f ms",
            storm.perSecond(), storm.p99Before(), storm.p99Meanwhile());
        found.computeIfAbsent(contender, _ -> new ArrayList<>()).add(storm);
      }
    }
    Table table =
        new Table("", "completed/s", "live p99 before, ms", "live p99 meanwhile, ms", "times");
    found.forEach(
        (contender, storms) ->
            table.row(
                contender.title(),
                Table.median(storms, Storm::perSecond, "%,.0f"),
                Table.median(storms, Storm::p99Before, "%.1f"),
                Table.median(storms, Storm::p99Meanwhile, "%.1f"),
                Table.median(storms, storm -> storm.p99Meanwhile() / storm.p99Before(), "%.1f")));
    return table;
  }

  private static Storm measure(Bench bench, Contender contender)
      throws IOException, InterruptedException {
    int live = bench.settings().scaled(LIVE);
    int coming = bench.settings().scaled(STORM);
    try (Server server = bench.servers().start(contender)) {
      int few = bench.settings().scaled(WARM_UP_CONNECTIONS);
      new Rig(server, new OwnTicketsDesk(bench.users(), few, 1), 0).connect().close();
      StormDesk desk = new StormDesk(bench.users(), live, coming);
      for (int i = 0; i < desk.connections(); i++) {
        desk.token(i);
      }
      try (Rig rig = new Rig(server, desk, 0)) {
        rig.connect(live);
        rig.cover(live);
        rig.measure(RATE, bench.settings().warmUp());
        Point before = rig.measure(RATE, bench.settings().window());
        Storm storm = storm(bench, rig, desk, before);
        // Every one of those who came gets the events of their ticket.
        rig.continueAt(StormDesk.FIRST_OF_CUSTOMERS);
        rig.cover(desk.connections(), coming);
        return storm;
      }
    }
  }

  /** Lets everybody come, and measures those who are there until all have come. */
  private static Storm storm(Bench bench, Rig rig, StormDesk desk, Point before)
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
      return new Storm((desk.connections() - live) / seconds, before.p99(), meanwhile.p99());
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
