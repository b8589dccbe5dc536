package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * B: every event is for one subscriber. Also whether the number of subscriptions costs anything.
 */
final class TargetedScenario implements Scenario {

  private static final int SUBSCRIBERS = 10_000;

  /** Where the search begins, in events a second. */
  private static final double FIRST_RATE = 4;

  /** At which rate the CPU time of an event is compared. */
  private static final double FLAT_RATE = 1_000;

  private record Size(int connections, int subscriptionsEach) {}

  private static final List<Size> FLAT_SIZES =
      List.of(new Size(1_000, 1), new Size(10_000, 1), new Size(10_000, 10));

  @Override
  public String title() {
    return "B targeted: each subscriber has its own ticket";
  }

  @Override
  public Table run(Bench bench) throws IOException, InterruptedException {
    Map<Contender, List<Point>> found = new LinkedHashMap<>();
    int size = bench.settings().scaled(SUBSCRIBERS);
    for (int round = 0; round < bench.settings().rounds(); round++) {
      for (Contender contender :
          bench.chosen(
              Contender.GATEWAY, Contender.NODE, Contender.NODE_CHANNELS, Contender.SPRING)) {
        bench.say("B, round %d: %d subscribers, %s", round + 1, size, contender);
        try (Server server = bench.servers().start(contender);
            Rig rig = new Rig(server, new OwnTicketsDesk(bench.users(), size, 1), 0).connect()) {
          rig.measure(FIRST_RATE, bench.settings().warmUp());
          found
              .computeIfAbsent(contender, _ -> new ArrayList<>())
              .add(new RateSearch(rig, bench.settings(), bench.progress()).highest(FIRST_RATE));
        }
      }
    }
    Table table =
        new Table(
            "", "events/s, p99 < 250 ms", "p50 there, ms", "p99 there, ms", "CPU an event, µs");
    found.forEach(
        (contender, points) ->
            table.row(
                contender.title(),
                Table.median(points, Point::rate, "%,.1f")
                    + (points.stream().allMatch(Point::keptUp) ? "" : " not kept up with"),
                Table.median(points, Point::p50, "%.1f"),
                Table.median(points, Point::p99, "%.0f"),
                Table.median(points, Point::cpuMicrosOfEvent, "%.1f")));
    if (bench.settings().contenders().contains(Contender.GATEWAY)) {
      table.note(flat(bench));
    }
    return table;
  }

  /** The gateway's CPU time for an event with few and with many subscriptions. */
  private static String flat(Bench bench) throws IOException, InterruptedException {
    Table table =
        new Table("subscriptions", "connections", "events/s", "CPU an event, µs", "p99, ms");
    for (Size full : bench.settings().sizes(FLAT_SIZES)) {
      Size size = new Size(bench.settings().scaled(full.connections()), full.subscriptionsEach());
      List<Point> points = new ArrayList<>();
      for (int round = 0; round < bench.settings().rounds(); round++) {
        bench.say(
            "B, round %d: %d x %d subscriptions, %s",
            round + 1, size.connections(), size.subscriptionsEach(), Contender.GATEWAY);
        try (Server server = bench.servers().start(Contender.GATEWAY);
            Rig rig =
                new Rig(
                        server,
                        new OwnTicketsDesk(
                            bench.users(), size.connections(), size.subscriptionsEach()),
                        0)
                    .connect()) {
          rig.measure(FLAT_RATE, bench.settings().warmUp());
          points.add(rig.measure(FLAT_RATE, bench.settings().window()));
        }
      }
      table.row(
          size.connections() * size.subscriptionsEach(),
          size.connections(),
          Table.number("%,.0f", FLAT_RATE),
          Table.median(points, Point::cpuMicrosOfEvent, "%.1f"),
          Table.median(points, Point::p99, "%.1f"));
    }
    return table.toString();
  }
}
