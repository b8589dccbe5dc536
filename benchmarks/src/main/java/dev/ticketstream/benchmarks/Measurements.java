package dev.ticketstream.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What a run found out.
 *
 * @param commands in the order of {@link CommandKind}
 * @param reads in the order of {@link ReadScenario#all()}
 * @param settings of the PostgreSQL server
 * @param answered commands that were answered with success
 * @param stored how many of these have their result and their event in the event store
 * @param failures what did not succeed, at most one line for each load
 */
record Measurements(
    List<Command> commands,
    List<Read> reads,
    Map<String, String> settings,
    long answered,
    long stored,
    List<String> failures) {

  /**
   * One kind of command.
   *
   * @param kind which
   * @param bareRates the reference's transactions a second, round by round
   * @param rates the service's commands a second, round by round
   * @param cpu what a command took under full load
   * @param bareCpu what the reference's transaction took
   * @param halfRate commands a second, for the latencies
   * @param atHalfRate latencies at half the median rate
   */
  record Command(
      CommandKind kind,
      List<Double> bareRates,
      List<Double> rates,
      CpuTimes cpu,
      CpuTimes bareCpu,
      double halfRate,
      LoadResult atHalfRate) {

    /** The service's rate in percent of the reference's. */
    double percent() {
      return 100 * median(rates) / median(bareRates);
    }
  }

  /** A query's latencies. */
  record Read(ReadScenario scenario, LoadResult result) {}

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
