package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** F: what a client that stops reading does to the others. */
final class StalledScenario implements Scenario {

  private static final int SUBSCRIBERS = 1_000;
  private static final double RATE = 50;

  /** How fast what the kernel keeps for a client is filled; that may be four megabytes. */
  private static final double FILL_RATE = 400;

  private static final Duration FILL_STEP = Duration.ofSeconds(1);
  private static final int FILL_STEPS_MAX = 120;

  /**
   * The gateway's bound on a connection. What waits when the others have all is the stalled one's.
   */
  private static final double BOUND_BYTES = 256 * 1024;

  @Override
  public String title() {
    return "F one stalled client among 1,000";
  }

  @Override
  public Table run(Bench bench) throws IOException, InterruptedException {
    int size = bench.settings().scaled(SUBSCRIBERS);
    int stalled = size - 1;
    Table table =
        new Table(
            "", "without: p50, ms", "p99, ms", "with: p50, ms", "p99, ms", "p99 moved by, ms");
    for (Contender contender : bench.chosen(Contender.GATEWAY)) {
      List<Point> without = new ArrayList<>();
      List<Point> with = new ArrayList<>();
      for (int round = 0; round < bench.settings().rounds(); round++) {
        bench.say("F, round %d: %d subscribers, %s", round + 1, size, contender);
        try (Server server = bench.servers().start(contender);
            Rig rig = new Rig(server, new BroadcastDesk(bench.users(), size), 1).connect()) {
          rig.measure(RATE, bench.settings().warmUp());
          without.add(rig.measure(RATE, bench.settings().window()));
          GatewayMetrics metrics = new GatewayMetrics(server);
          rig.swarm().stall(stalled, true);
          fill(rig, stalled, metrics);
          with.add(rig.measure(RATE, bench.settings().window(), phase -> phase.ignore(stalled)));
          bench.say("    p99 %.1f ms, then %.1f ms", without.getLast().p99(), with.getLast().p99());
        }
      }
      List<Double> moved = new ArrayList<>();
      for (int i = 0; i < with.size(); i++) {
        moved.add(with.get(i).p99() - without.get(i).p99());
      }
      table.row(
          contender.title(),
          Table.median(without, Point::p50, "%.1f"),
          Table.median(without, Point::p99, "%.1f"),
          Table.median(with, Point::p50, "%.1f"),
          Table.median(with, Point::p99, "%.1f"),
          Table.median(moved, Double::doubleValue, "%.2f"));
    }
    return table;
  }

  /**
   * Goes on until the gateway has to hold the client back: before, the kernel takes everything, and
   * nothing can be seen of a stall.
   */
  private static void fill(Rig rig, int stalled, GatewayMetrics metrics)
      throws IOException, InterruptedException {
    for (int i = 0; metrics.sum("ticketstream_gateway_queue_bytes") <= BOUND_BYTES; i++) {
      if (i == FILL_STEPS_MAX) {
        throw new IllegalStateException("the stalled client's socket takes everything");
      }
      rig.measure(FILL_RATE, FILL_STEP, phase -> phase.ignore(stalled));
    }
  }
}
