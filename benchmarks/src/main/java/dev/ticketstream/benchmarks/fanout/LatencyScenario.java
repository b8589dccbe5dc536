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

  /** So that what is measured has been compiled. */
  private static final double WARM_UP_RATE = 200;

  /** Node's slowest contender does no more. */
  private static final double WARM_UP_RATE_OF_REFERENCES = 50;

  @Override
  public String title() {
    return "D latency: 1,000 subscribers, 50 events/s, 1 in 10 matching";
  }

  @Override
  public Table run(Bench bench) throws IOException, InterruptedException {
    Map<Contender, List<Point>> found = new LinkedHashMap<>();
    int size = bench.settings().scaled(SUBSCRIBERS);
    for (int round = 0; round < bench.settings().rounds(); round++) {
      for (Contender contender :
          bench.chosen(
              Contender.GATEWAY, Contender.NODE, Contender.NODE_CHANNELS, Contender.SPRING)) {
        bench.say("D, round %d: %d subscribers, %s", round + 1, size, contender);
        try (Server server = bench.servers().start(contender);
            Rig rig =
                new Rig(server, new SharedTicketsDesk(bench.users(), size, TICKETS), 0).connect()) {
          rig.measure(
              contender == Contender.GATEWAY ? WARM_UP_RATE : WARM_UP_RATE_OF_REFERENCES,
              bench.settings().warmUp());
          Point point = rig.measure(RATE, bench.settings().window());
          bench.say("    p50 %.1f ms, p99 %.1f ms", sinceCommit(point, 50), sinceCommit(point, 99));
          found.computeIfAbsent(contender, _ -> new ArrayList<>()).add(point);
        }
      }
    }
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
                Table.median(points, point -> sinceCommit(point, 50), "%.1f"),
                Table.median(points, point -> sinceCommit(point, 99), "%.1f"),
                Table.median(points, Point::p50, "%.1f"),
                Table.median(points, Point::p99, "%.1f"),
                Table.median(points, Point::cpuMicrosOfDelivery, "%.1f")));
    return table;
  }

  private static double sinceCommit(Point point, double percentile) {
    return point.deliveries().sinceCommit().getValueAtPercentile(percentile) / 1e6;
  }
}
