package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** C: what connections cost that nothing happens on but pings. */
final class IdleScenario implements Scenario {

  /** A process here may have 20,000 files. */
  private static final List<Integer> SIZES = List.of(10_000, 19_500);

  /**
   * Connected and gone before memory is first looked at, so that code, buffers and the young
   * generation are there.
   */
  private static final int WARM_UP_CONNECTIONS = 2_000;

  /**
   * Warm-ups before CPU time counts. A JVM goes on compiling what connecting was made of, and what
   * handles pings, for most of a minute, and that is nothing that connections cost.
   */
  private static final int SETTLING = 6;

  /** Several rounds of pings. */
  private static final int WINDOWS = 3;

  @Override
  public String title() {
    return "C idle: one subscription a connection, pings on";
  }

  private record Case(int connections, Contender contender) {}

  private record Idle(double kilobytesEach, double cpuPercent, double megabytes) {}

  @Override
  public Table run(Bench bench) throws IOException, InterruptedException {
    Map<Case, List<Idle>> found = new LinkedHashMap<>();
    for (int round = 0; round < bench.settings().rounds(); round++) {
      for (Contender contender :
          bench.chosen(Contender.GATEWAY, Contender.NODE, Contender.SPRING)) {
        for (int size : bench.settings().sizes(SIZES)) {
          Case one = new Case(bench.settings().scaled(size), contender);
          bench.say("C, round %d: %d connections, %s", round + 1, one.connections(), contender);
          Idle idle = measure(bench, one);
          bench.say(
              "    %.1f KB a connection, %.2f %% of a core",
              idle.kilobytesEach(), idle.cpuPercent());
          found.computeIfAbsent(one, _ -> new ArrayList<>()).add(idle);
        }
      }
    }
    Table table =
        new Table("connections", "", "RSS a connection, KB", "RSS, MB", "CPU, % of a core");
    found.forEach(
        (one, idle) ->
            table.row(
                one.connections(),
                one.contender().title(),
                Table.median(idle, Idle::kilobytesEach, "%.1f"),
                Table.median(idle, Idle::megabytes, "%.0f"),
                Table.median(idle, Idle::cpuPercent, "%.2f")));
    return table;
  }

  private static Idle measure(Bench bench, Case one) throws IOException, InterruptedException {
    Duration window = bench.settings().window().multipliedBy(WINDOWS);
    try (Server server = bench.servers().start(one.contender())) {
      int few = bench.settings().scaled(WARM_UP_CONNECTIONS);
      new Rig(server, new OwnTicketsDesk(bench.users(), few, 1), 0).connect().close();
      TimeUnit.MILLISECONDS.sleep(bench.settings().warmUp().toMillis());
      long before = server.process().residentBytes();
      try (Rig rig =
          new Rig(server, new OwnTicketsDesk(bench.users(), one.connections(), 1), 0).connect()) {
        TimeUnit.MILLISECONDS.sleep(SETTLING * bench.settings().warmUp().toMillis());
        Duration cpuBefore = server.process().cpuTime();
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(window.toMillis());
        double cpu =
            server.process().cpuTime().minus(cpuBefore).toNanos()
                / (double) (System.nanoTime() - start);
        rig.swarm().requireWell();
        long after = server.process().residentBytes();
        return new Idle(
            (after - before) / 1024.0 / one.connections(), 100 * cpu, Table.megabytes(after));
      }
    }
  }
}
