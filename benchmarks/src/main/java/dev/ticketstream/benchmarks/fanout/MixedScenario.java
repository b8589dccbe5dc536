package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** E: a desk at work: different people with different subscriptions. */
final class MixedScenario implements Scenario {

  private static final int USERS = 5_000;

  /** What the slowest reference can do, so that all are compared at the same rate. */
  private static final double COMMON_RATE = 2;

  /** The gateway's cost when it has something to do. */
  private static final double HIGHER_RATE = 500;

  @Override
  public String title() {
    return "E mixed: 5,000 users with 3 subscriptions each";
  }

  private record Case(Contender contender, double rate) {}

  @Override
  public Table run(Bench bench) throws IOException, InterruptedException {
    Map<Case, List<Point>> found = new LinkedHashMap<>();
    int size = bench.settings().scaled(USERS);
    DeskLog log =
        bench.settings().eventLog() == null
            ? DeskLog.madeUp()
            : DeskLog.read(bench.settings().eventLog());
    for (int round = 0; round < bench.settings().rounds(); round++) {
      for (Contender contender :
          bench.chosen(Contender.GATEWAY, Contender.NODE, Contender.SPRING)) {
        bench.say("E, round %d: %d users, %s", round + 1, size, contender);
        try (Server server = bench.servers().start(contender);
            Rig rig = new Rig(server, new MixedDesk(bench.users(), log, size), 0).connect()) {
          List<Double> rates =
              contender == Contender.NODE
                  ? List.of(COMMON_RATE)
                  : List.of(COMMON_RATE, HIGHER_RATE);
          rig.measure(rates.getLast(), bench.settings().warmUp());
          for (double rate : rates) {
            Point point = rig.measure(rate, bench.settings().window());
            bench.say(
                "    %.0f events/s: p99 %.1f ms, %.1f µs CPU a delivery",
                rate, point.p99(), point.cpuMicrosOfDelivery());
            found.computeIfAbsent(new Case(contender, rate), _ -> new ArrayList<>()).add(point);
          }
        }
      }
    }
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
    table.note(
        bench.settings().eventLog() == null
            ? "The events are made up."
            : "The events' distribution is that of " + bench.settings().eventLog().getFileName());
    return table;
  }
}
