package dev.ticketstream.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The course of a benchmark: warm up, take turns, half rate, reads, and the check at the end. */
final class BenchmarkRun {

  /** Enough for every request that is under way at once at half rate. */
  private static final int OPEN_LOOP_CONNECTIONS = 64;

  private static final int READ_CONNECTIONS = 16;

  /** The service is warm when its rate has not risen by this factor for some rounds. */
  private static final double RISE = 1.05;

  private static final int ROUNDS_WITHOUT_RISE = 2;
  private static final Duration RELAY_TIMEOUT = Duration.ofMinutes(2);

  private final Platform platform;
  private final Scale scale;
  private final PrintStream progress;
  private final List<String> failures = new ArrayList<>();
  private long answered;

  BenchmarkRun(Platform platform, Scale scale, PrintStream progress) {
    this.platform = platform;
    this.scale = scale;
    this.progress = progress;
  }

  /** Measures everything. */
  Measurements measure() throws IOException, InterruptedException, SQLException {
    warmUp();
    List<Measurements.Command> commands = new ArrayList<>();
    for (CommandKind kind : CommandKind.values()) {
      commands.add(measure(kind));
    }
    platform.postgres().tidy(PostgresServer.SERVICE_DATABASE);
    List<Measurements.Read> reads = new ArrayList<>();
    for (ReadScenario scenario : ReadScenario.all()) {
      reads.add(measure(scenario));
    }
    platform.service().awaitRelayed(RELAY_TIMEOUT);
    return new Measurements(
        commands, reads, platform.postgres().settings(), answered, stored(), failures);
  }

  private void warmUp() throws InterruptedException, SQLException {
    long end = System.nanoTime() + scale.warmUpMax().toNanos();
    for (ReadScenario scenario : ReadScenario.all()) {
      new Load(platform.reads(scenario, new LongAdder()), READ_CONNECTIONS)
          .openLoop(scenario.rate(), scale.round().dividedBy(2));
    }
    double best = 0;
    int without = 0;
    while (without < ROUNDS_WITHOUT_RISE && System.nanoTime() < end) {
      double rate = 0;
      for (CommandKind kind : CommandKind.values()) {
        new Load(platform.bareStatements(kind), scale.concurrency())
            .closedLoop(scale.round().dividedBy(4));
        rate += commands(platform.commands(kind), "warm-up", scale.round()).rate() / 2;
      }
      say("warming up: %.0f/s", rate);
      without = rate < best * RISE ? without + 1 : 0;
      best = Math.max(best, rate);
    }
  }

  private Measurements.Command measure(CommandKind kind)
      throws IOException, InterruptedException, SQLException {
    List<Double> bareRates = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    CpuTimes cpu = CpuTimes.ZERO;
    CpuTimes bareCpu = CpuTimes.ZERO;
    long commands = 0;
    long transactions = 0;
    for (int round = 1; round <= scale.rounds(); round++) {
      platform.postgres().tidy(PostgresServer.REFERENCE_DATABASE);
      CpuTimes before = platform.cpuTimes();
      LoadResult bare =
          new Load(platform.bareStatements(kind), scale.concurrency()).closedLoop(scale.round());
      note("reference " + kind.mutation(), bare);
      bareRates.add(bare.rate());
      bareCpu = bareCpu.plus(platform.cpuTimes().minus(before));
      transactions += bare.successes();
      platform.postgres().tidy(PostgresServer.SERVICE_DATABASE);
      CpuTimes between = platform.cpuTimes();
      LoadResult load = commands(platform.commands(kind), kind.mutation(), scale.round());
      cpu = cpu.plus(platform.cpuTimes().minus(between));
      commands += load.successes();
      rates.add(load.rate());
      long relayed = System.nanoTime();
      platform.service().awaitRelayed(RELAY_TIMEOUT);
      say(
          "%s, round %d: %.0f/s of %.0f/s; p99 %.1f ms of %.1f ms; relayed %.1f s later",
          kind.mutation(),
          round,
          load.rate(),
          bare.rate(),
          load.millis(99),
          bare.millis(99),
          (System.nanoTime() - relayed) / 1e9);
    }
    platform.postgres().tidy(PostgresServer.SERVICE_DATABASE);
    double halfRate = Measurements.median(rates) / 2;
    LoadResult atHalfRate =
        new Load(platform.commands(kind), OPEN_LOOP_CONNECTIONS)
            .openLoop(halfRate, scale.openLoop());
    note(kind.mutation() + " at half rate", atHalfRate);
    answered += atHalfRate.successes();
    say(
        "%s at %.0f/s: p50 %.1f ms, p99 %.1f ms",
        kind.mutation(), halfRate, atHalfRate.millis(50), atHalfRate.millis(99));
    return new Measurements.Command(
        kind,
        bareRates,
        rates,
        cpu.dividedBy(commands),
        bareCpu.dividedBy(transactions),
        halfRate,
        atHalfRate);
  }

  private LoadResult commands(Session.Factory sessions, String what, Duration length)
      throws InterruptedException {
    LoadResult result = new Load(sessions, scale.concurrency()).closedLoop(length);
    note(what, result);
    answered += result.successes();
    return result;
  }

  private Measurements.Read measure(ReadScenario scenario) throws InterruptedException {
    LongAdder empty = new LongAdder();
    LoadResult result =
        new Load(platform.reads(scenario, empty), READ_CONNECTIONS)
            .openLoop(scenario.rate(), scale.reads());
    note(scenario.name(), result);
    if (empty.sum() > scale.emptyMax() * result.successes()) {
      failures.add(
          "%s: %d of %d answers had no ticket"
              .formatted(scenario.name(), empty.sum(), result.successes()));
    }
    say(
        "%s at %.0f/s: p50 %.1f ms, p99 %.1f ms",
        scenario.name(), scenario.rate(), result.millis(50), result.millis(99));
    return new Measurements.Read(scenario, result);
  }

  /** Commands whose result and whose event both are in the service's database. */
  private long stored() throws SQLException {
    return platform
        .postgres()
        .number(
            PostgresServer.SERVICE_DATABASE,
            """
            select count(*) from command_result r
              join ticket_event e on e.ticket_id = r.ticket_id and e.version = r.event_version
            where r.command_id like '%s%%'
            """
                .formatted(CommandSession.COMMAND_ID_PREFIX));
  }

  private void note(String what, LoadResult result) {
    if (result.failures() > 0) {
      failures.add(
          "%s: %d failed, first: %s".formatted(what, result.failures(), result.firstFailure()));
    }
  }

  private void say(String format, Object... arguments) {
    progress.println(format.formatted(arguments));
  }
}
