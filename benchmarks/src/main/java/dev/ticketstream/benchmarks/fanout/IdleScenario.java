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

  /** Longer than between two pings of any contender. */
  private static final Duration PINGS = Duration.ofSeconds(26);

  /** What compilers may use of a core meanwhile; a twentieth would outweigh all pings. */
  private static final double QUIET_SHARE = 0.005;

  private static final Duration STEP = Duration.ofSeconds(4);

  private record Case(int connections, Contender contender) {}

  private record Idle(
      double kilobytesEach, double cpuPercent, double compilersPercent, double megabytes) {}

  private final Map<Case, List<Idle>> found = new LinkedHashMap<>();

  @Override
  public String title() {
    return "C idle: one subscription a connection, pings on";
  }

  @Override
  public void round(Bench bench, int round) throws IOException, InterruptedException {
    for (Contender contender :
        bench.chosen(round, Contender.GATEWAY, Contender.NODE, Contender.SPRING)) {
      try (Site site = new Site(bench, contender)) {
        site.seat(
            new OwnTicketsDesk(bench.users(), bench.settings().scaled(WARM_UP_CONNECTIONS), 1));
        site.clear();
        quiet(site, STEP);
        long before = site.server().process().residentBytes();
        List<Integer> sizes = bench.settings().sizes(SIZES);
        Desk desk = new OwnTicketsDesk(bench.users(), bench.settings().scaled(sizes.getLast()), 1);
        try (Rig rig = new Rig(site.server(), desk, 0)) {
          for (int size : sizes) {
            Case one = new Case(bench.settings().scaled(size), contender);
            bench.say("C, round %d: %d connections, %s", round, one.connections(), contender);
            // Those of the size before stay.
            rig.connect(one.connections());
            rig.coverOrSettle(one.connections());
            Idle idle = measure(site, rig, one, before);
            bench.say(
                "    %.1f KB a connection, %.2f %% of a core, %.2f %% of it compilers",
                idle.kilobytesEach(), idle.cpuPercent(), idle.compilersPercent());
            found.computeIfAbsent(one, _ -> new ArrayList<>()).add(idle);
          }
        }
      }
    }
  }

  private static Idle measure(Site site, Rig rig, Case one, long before)
      throws IOException, InterruptedException {
    boolean quick = site.bench().settings().quick();
    // Before pings have gone round, what handles them has yet to be compiled.
    quiet(site, PINGS);
    WarmUp.Watch compilers = new WarmUp.Watch(site.server());
    Duration cpuBefore = site.server().process().cpuTime();
    long start = System.nanoTime();
    TimeUnit.MILLISECONDS.sleep((quick ? site.bench().settings().window() : PINGS).toMillis());
    double cpu =
        site.server().process().cpuTime().minus(cpuBefore).toNanos()
            / (double) (System.nanoTime() - start);
    double compiling = compilers.share();
    rig.swarm().requireWell();
    long after = site.server().process().residentBytes();
    return new Idle(
        (after - before) / 1024.0 / one.connections(),
        100 * cpu,
        100 * compiling,
        Table.megabytes(after));
  }

  /** Waits so long at least, and until the compilers are done with what has happened. */
  private static void quiet(Site site, Duration least) throws IOException, InterruptedException {
    if (site.bench().settings().quick()) {
      return;
    }
    long start = System.nanoTime();
    long end = start + site.bench().settings().warmUpMax().toNanos();
    double share;
    do {
      WarmUp.Watch compilers = new WarmUp.Watch(site.server());
      TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
      share = compilers.share();
    } while (System.nanoTime() - start < least.toNanos()
        || share > QUIET_SHARE && System.nanoTime() < end);
  }

  @Override
  public Table table() {
    Table table =
        new Table(
            "connections",
            "",
            "RSS a connection, KB",
            "RSS, MB",
            "CPU, % of a core",
            "of it compilers, % of a core");
    found.forEach(
        (one, idle) ->
            table.row(
                one.connections(),
                one.contender().title(),
                Table.median(idle, Idle::kilobytesEach, "%.1f"),
                Table.median(idle, Idle::megabytes, "%.0f"),
                Table.median(idle, Idle::cpuPercent, "%.2f"),
                Table.median(idle, Idle::compilersPercent, "%.2f")));
    return table;
  }
}
