package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** D: how soon a subscriber has an event when the server has little to do. */
final class LatencyScenario implements Scenario {

  private static final int SUBSCRIBERS = 1_000;
  private static final int TICKETS = 10;
  private static final double RATE = 50;

  /** Where warming up ends: much more than what is measured. */
  private static final double WARM_UP_RATE = 2_000;

  /** Node's slowest contender does no more. */
  private static final double WARM_UP_RATE_OF_FILTERS = 50;

  private final Map<Contender, List<Point>> found = new LinkedHashMap<>();

  @Override
  public String title() {
    return "D latency: 1,000 subscribers, 50 events/s, 1 in 10 matching";
  }

  @Override
  public void round(Bench bench, int round) throws IOException, InterruptedException {
    int size = bench.settings().scaled(SUBSCRIBERS);
    for (Contender contender :
        bench.chosen(
            round, Contender.GATEWAY, Contender.NODE, Contender.NODE_CHANNELS, Contender.SPRING)) {
      bench.say("D, round %d: %d subscribers, %s", round, size, contender);
      try (Site site = new Site(bench, contender)) {
        site.seat(new SharedTicketsDesk(bench.users(), size, TICKETS));
        WarmUp.run(
            site, RATE, contender.filtersEverything() ? WARM_UP_RATE_OF_FILTERS : WARM_UP_RATE);
        Point point = site.rig().measure(RATE, bench.settings().window());
        bench.say("    p50 %.1f ms, p99 %.1f ms", point.sinceCommit(50), point.sinceCommit(99));
        found.computeIfAbsent(contender, _ -> new ArrayList<>()).add(point);
      }
    }
  }

  @Override
  public Table table() {
    Table table =
        new Table(
            "",
            "commit → socket p50, ms",
            "p99, ms",
            "due → socket p50, ms",
            "p99, ms",
            "CPU a delivery, µs");
    found.forEach(
        (contender, points) ->
            table.row(
                contender.title(),
                Table.median(points, point -> point.sinceCommit(50), "%.1f"),
                Table.median(points, point -> point.sinceCommit(99), "%.1f"),
                Table.median(points, Point::p50, "%.1f"),
                Table.median(points, Point::p99, "%.1f"),
                Table.median(points, Point::cpuMicrosOfDelivery, "%.1f")));
    return table;
  }
}
