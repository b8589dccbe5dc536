package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A: every event is for every subscriber. */
final class BroadcastScenario implements Scenario {

  private static final List<Integer> SIZES = List.of(1_000, 5_000, 10_000);

  /** Where the search begins, in deliveries a second. */
  private static final double FIRST_DELIVERIES = 8_000;

  @Override
  public String title() {
    return "A broadcast: all events match";
  }

  private record Case(int subscribers, Contender contender) {}

  @Override
  public Table run(Bench bench) throws IOException, InterruptedException {
    Map<Case, List<Point>> found = new LinkedHashMap<>();
    List<Contender> contenders =
        bench.chosen(Contender.GATEWAY, Contender.BROADCASTER, Contender.SPRING, Contender.NODE);
    for (int round = 0; round < bench.settings().rounds(); round++) {
      for (Contender contender : contenders) {
        try (Server server = bench.servers().start(contender)) {
          boolean warm = false;
          for (int size : bench.settings().sizes(SIZES)) {
            Case one = new Case(bench.settings().scaled(size), contender);
            bench.say("A, round %d: %d subscribers, %s", round + 1, one.subscribers(), contender);
            Point point = measure(bench, server, one.subscribers(), warm);
            found.computeIfAbsent(one, _ -> new ArrayList<>()).add(point);
            warm = true;
          }
        }
      }
    }
    return table(found);
  }

  private static Point measure(Bench bench, Server server, int size, boolean warm)
      throws IOException, InterruptedException {
    try (Rig rig = new Rig(server, new BroadcastDesk(bench.users(), size), 0).connect()) {
      double start = FIRST_DELIVERIES / size;
      if (!warm) {
        rig.measure(start, bench.settings().warmUp());
      }
      return new RateSearch(rig, bench.settings(), bench.progress()).highest(start);
    }
  }

  private static Table table(Map<Case, List<Point>> found) {
    Table table =
        new Table(
            "subscribers",
            "",
            "deliveries/s, p99 < 250 ms",
            "p50 there, ms",
            "p99 there, ms",
            "CPU a delivery, µs",
            "load, % of its core",
            "RSS, MB");
    found.forEach(
        (one, points) ->
            table.row(
                one.subscribers(),
                one.contender().title(),
                Table.median(points, Point::deliveryRate, "%,.0f")
                    + (points.stream().allMatch(Point::keptUp) ? "" : " not kept up with"),
                Table.median(points, Point::p50, "%.1f"),
                Table.median(points, Point::p99, "%.0f"),
                Table.median(points, Point::cpuMicrosOfDelivery, "%.2f"),
                Table.median(points, point -> 100 * point.loadShare(), "%.0f"),
                Table.median(points, point -> Table.megabytes(point.residentBytes()), "%.0f")));
    return table;
  }
}
