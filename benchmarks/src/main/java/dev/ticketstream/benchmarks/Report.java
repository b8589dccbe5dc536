package dev.ticketstream.benchmarks;

import static dev.ticketstream.benchmarks.Measurements.median;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measurements as Markdown, as they stand in docs/performance.md. */
final class Report {

  private static final double PERCENT_GOAL = 60;
  private static final double HALF_RATE_GOAL_MILLIS = 50;

  private Report() {}

  static String of(Measurements found, Scale scale, List<String> jvmFlags) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d tickets; %d commands under way at once; service with %s; PostgreSQL: %s"
            .formatted(
                scale.tickets(),
                scale.concurrency(),
                String.join(" ", jvmFlags),
                found.settings()));
    lines.add("");
    lines.add(
        "| command | reference, tx/s | service, commands/s | of the reference | goal |"
            + " CPU of a command, µs | CPU of a reference transaction, µs |");
    lines.add("|---|---|---|---|---|---|---|");
    for (Measurements.Command command : found.commands()) {
      lines.add(
          line(
              "| %s | %s | %s | **%.0f %%** | ≥ %.0f %% | %s | %s |",
              command.kind().mutation(),
              rates(command.bareRates()),
              rates(command.rates()),
              command.percent(),
              PERCENT_GOAL,
              command.cpu(),
              command.bareCpu()));
    }
    lines.add("");
    lines.add("| open loop | rate | p50 | p99 | max | goal for p99 |");
    lines.add("|---|---|---|---|---|---|");
    for (Measurements.Command command : found.commands()) {
      lines.add(
          latencies(
              command.kind().mutation(),
              command.halfRate(),
              command.atHalfRate(),
              HALF_RATE_GOAL_MILLIS));
    }
    for (Measurements.Read read : found.reads()) {
      ReadScenario scenario = read.scenario();
      lines.add(latencies(scenario.name(), scenario.rate(), read.result(), scenario.goalMillis()));
    }
    lines.add("");
    lines.add(
        "%d commands answered, %d of them found in the event store"
            .formatted(found.answered(), found.stored()));
    found.failures().forEach(failure -> lines.add("- failed: " + failure));
    return String.join("\n", lines) + "\n";
  }

  private static String latencies(String what, double rate, LoadResult result, double goal) {
    return line(
        "| %s | %.0f/s | %.1f ms | **%.1f ms** | %.1f ms | %s |",
        what,
        rate,
        result.millis(50),
        result.millis(99),
        result.latencies().getMaxValue() / 1e6,
        goal == ReadScenario.NO_GOAL ? "none" : line("< %.0f ms", goal));
  }

  /** The median, and in brackets the lowest and the highest round. */
  private static String rates(List<Double> rates) {
    return line(
        "%.0f (%.0f–%.0f)",
        median(rates),
        rates.stream().mapToDouble(Double::doubleValue).min().orElse(0),
        rates.stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
