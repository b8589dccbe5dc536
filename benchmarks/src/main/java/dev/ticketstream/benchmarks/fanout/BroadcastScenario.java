package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A: every event is for every subscriber. */
final class BroadcastScenario implements Scenario {

  private static final List<Integer> SIZES = List.of(1_000, 5_000, 10_000);

  /** Where warming up begins, in deliveries a second. */
  private static final double FIRST_DELIVERIES = 8_000;

  private static final double DELIVERIES_MAX = 20_000_000;

  private record Case(int subscribers, Contender contender) {}

  private final Map<Case, List<Point>> found = new LinkedHashMap<>();

  @Override
  public String title() {
    return "A broadcast: all events match";
  }

  @Override
  public void round(Bench bench, int round) throws IOException, InterruptedException {
    for (Contender contender :
        bench.chosen(
            round, Contender.GATEWAY, Contender.BROADCASTER, Contender.SPRING, Contender.NODE)) {
      try (Site site = new Site(bench, contender)) {
        double deliveries = 0;
        for (int size : bench.settings().sizes(SIZES)) {
          Case one = new Case(bench.settings().scaled(size), contender);
          bench.say("A, round %d: %d subscribers, %s", round, one.subscribers(), contender);
          Point point = measure(site, one, deliveries);
          deliveries = point.deliveryRate();
          found.computeIfAbsent(one, _ -> new ArrayList<>()).add(point);
        }
      }
    }
  }

  /** Begins where the last round ended, else near what the server did for fewer subscribers. */
  private Point measure(Site site, Case one, double deliveriesOfFewer)
      throws IOException, InterruptedException {
    int size = one.subscribers();
    site.seat(new BroadcastDesk(site.bench().users(), size));
    List<Point> before = found.getOrDefault(one, List.of());
    double known = before.isEmpty() ? deliveriesOfFewer / size : Table.middle(before, Point::rate);
    double warm = known;
    if (deliveriesOfFewer > 0) {
      WarmUp.again(site, known / 2);
    } else {
      warm = WarmUp.run(site, FIRST_DELIVERIES / size, DELIVERIES_MAX / size);
    }
    return new RateSearch(site)
        .highest(
            known == 0 ? warm : known, before.isEmpty() ? RateSearch.GUESSED : RateSearch.KNOWN);
  }

  @Override
  public Table table() {
    Table table =
        new Table(
            "subscribers",
            "",
            "deliveries/s, p99 < 250 ms",
            "of (c)",
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
                ofLimit(one, points),
                Table.median(points, Point::p50, "%.1f"),
                Table.median(points, Point::p99, "%.0f"),
                Table.median(points, Point::cpuMicrosOfDelivery, "%.2f"),
                Table.median(points, point -> 100 * point.loadShare(), "%.0f"),
                Table.median(points, point -> Table.megabytes(point.residentBytes()), "%.0f")));
    return table;
  }

  private String ofLimit(Case one, List<Point> points) {
    List<Point> limit = found.get(new Case(one.subscribers(), Contender.BROADCASTER));
    return limit == null
        ? ""
        : Table.number(
            "%.1f %%",
            100
                * Table.middle(points, Point::deliveryRate)
                / Table.middle(limit, Point::deliveryRate));
  }
}
