package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;

/** One row of the table of goals, and what was found for it. */
interface Scenario {

  /** What it is, in a few words. */
  String title();

  /**
   * Measures each of its contenders once more.
   *
   * @param bench what it works with
   * @param round from 1 on
   * @throws IllegalStateException when a delivery is missing, doubled or wrong
   */
  void round(Bench bench, int round) throws IOException, InterruptedException;

  /** What was found in all rounds so far. */
  Table table();
}
