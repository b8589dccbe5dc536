package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** E: a desk at work: different people with different subscriptions. */
final class MixedScenario implements Scenario {

  private static final int USERS = 5_000;

  /** What the slowest reference can do, so that all are compared at the same rate. */
  private static final double COMMON_RATE = 2;

  /** The gateway's cost when it has something to do. */
  private static final double HIGHER_RATE = 500;

  /** How much more than what is measured there is before. */
  private static final double WARM_UP_FACTOR = 2;

  private record Case(Contender contender, double rate) {}

  private final Map<Case, List<Point>> found = new LinkedHashMap<>();
  private String note = "The events are made up.";

  @Override
  public String title() {
    return "E mixed: 5,000 users with 3 subscriptions each";
  }

  @Override
  public void round(Bench bench, int round) throws IOException, InterruptedException {
    int size = bench.settings().scaled(USERS);
    DeskLog log = log(bench.settings().eventLog());
    for (Contender contender :
        bench.chosen(round, Contender.GATEWAY, Contender.NODE, Contender.SPRING)) {
      bench.say("E, round %d: %d users, %s", round, size, contender);
      try (Site site = new Site(bench, contender)) {
        site.seat(new MixedDesk(bench.users(), log, size));
        List<Double> rates =
            contender == Contender.NODE ? List.of(COMMON_RATE) : List.of(COMMON_RATE, HIGHER_RATE);
        WarmUp.run(site, COMMON_RATE, WARM_UP_FACTOR * rates.getLast());
        for (double rate : rates) {
          Point point = site.rig().measure(rate, bench.settings().window());
          bench.say(
              "    %.0f events/s: p99 %.1f ms, %.1f µs CPU a delivery",
              rate, point.p99(), point.cpuMicrosOfDelivery());
          found.computeIfAbsent(new Case(contender, rate), _ -> new ArrayList<>()).add(point);
        }
      }
    }
  }

  private DeskLog log(@Nullable Path eventLog) throws IOException {
    if (eventLog == null) {
      return DeskLog.madeUp();
    }
    note = "The events' distribution is that of " + eventLog.getFileName();
    return DeskLog.read(eventLog);
  }

  @Override
  public Table table() {
    Table table =
        new Table("", "events/s", "deliveries/s", "CPU a delivery, µs", "p50, ms", "p99, ms");
    found.forEach(
        (one, points) ->
            table.row(
                one.contender().title(),
                Table.number("%,.0f", one.rate()),
                Table.median(points, Point::deliveryRate, "%,.0f"),
                Table.median(points, Point::cpuMicrosOfDelivery, "%.1f"),
                Table.median(points, Point::p50, "%.1f"),
                Table.median(points, Point::p99, "%.1f")
                    + (points.stream().anyMatch(Point::aborted) ? " given up" : "")));
    table.note(note);
    return table;
  }
}
