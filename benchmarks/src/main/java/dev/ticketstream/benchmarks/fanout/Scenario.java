package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;

/** One row of the table of goals. */
interface Scenario {

  /** What it is, in a few words. */
  String title();

  /**
   * Measures.
   *
   * @param bench what it works with
   * @return what was found
   * @throws IllegalStateException when a delivery is missing, doubled or wrong
   */
  Table run(Bench bench) throws IOException, InterruptedException;
}
