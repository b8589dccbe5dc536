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

  /** Where warming up begins, in events a second. */
  private static final double FIRST_RATE = 100;

  /** The same for a server that does no more than ten. */
  private static final double FIRST_RATE_OF_FILTERS = 4;

  private static final double RATE_MAX = 100_000;

  /** At which rate the CPU time of an event is compared. */
  private static final double FLAT_RATE = 1_000;

  private record Size(int connections, int subscriptionsEach) {}

  private static final List<Size> FLAT_SIZES =
      List.of(new Size(1_000, 1), new Size(10_000, 1), new Size(10_000, 10));

  private final Map<Contender, List<Point>> found = new LinkedHashMap<>();
  private final Map<Size, List<Point>> flat = new LinkedHashMap<>();

  @Override
  public String title() {
    return "B targeted: each subscriber has its own ticket";
  }

  @Override
  public void round(Bench bench, int round) throws IOException, InterruptedException {
    int size = bench.settings().scaled(SUBSCRIBERS);
    for (Contender contender :
        bench.chosen(
            round, Contender.GATEWAY, Contender.NODE, Contender.NODE_CHANNELS, Contender.SPRING)) {
      bench.say("B, round %d: %d subscribers, %s", round, size, contender);
      try (Site site = new Site(bench, contender)) {
        site.seat(new OwnTicketsDesk(bench.users(), size, 1));
        List<Point> points = found.computeIfAbsent(contender, _ -> new ArrayList<>());
        double warm =
            WarmUp.run(
                site, contender.filtersEverything() ? FIRST_RATE_OF_FILTERS : FIRST_RATE, RATE_MAX);
        points.add(
            points.isEmpty()
                ? new RateSearch(site).highest(warm, RateSearch.GUESSED)
                : new RateSearch(site)
                    .highest(Table.middle(points, Point::rate), RateSearch.KNOWN));
        if (contender == Contender.GATEWAY) {
          flat(site, round);
        }
      }
    }
  }

  /** The gateway's CPU time for an event with few and with many subscriptions. */
  private void flat(Site site, int round) throws IOException, InterruptedException {
    Bench bench = site.bench();
    for (Size full : bench.settings().sizes(FLAT_SIZES)) {
      Size size = new Size(bench.settings().scaled(full.connections()), full.subscriptionsEach());
      bench.say(
          "B, round %d: %d x %d subscriptions, %s",
          round, size.connections(), size.subscriptionsEach(), site.contender());
      site.seat(new OwnTicketsDesk(bench.users(), size.connections(), size.subscriptionsEach()));
      WarmUp.again(site, FLAT_RATE);
      Point point = site.rig().measure(FLAT_RATE, bench.settings().window());
      bench.say("    %.1f µs CPU an event, p99 %.1f ms", point.cpuMicrosOfEvent(), point.p99());
      flat.computeIfAbsent(size, _ -> new ArrayList<>()).add(point);
    }
  }

  @Override
  public Table table() {
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
    if (!flat.isEmpty()) {
      table.note(flatTable().toString());
    }
    return table;
  }

  private Table flatTable() {
    Table table =
        new Table("subscriptions", "connections", "events/s", "CPU an event, µs", "p99, ms");
    flat.forEach(
        (size, points) ->
            table.row(
                size.connections() * size.subscriptionsEach(),
                size.connections(),
                Table.number("%,.0f", FLAT_RATE),
                Table.median(points, Point::cpuMicrosOfEvent, "%.1f"),
                Table.median(points, Point::p99, "%.1f")));
    return table;
  }
}
