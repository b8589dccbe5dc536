package dev.ticketstream.benchmarks.fanout;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What scenarios work with.
 *
 * @param settings how the run is made
 * @param servers starts the contenders
 * @param users the desk's people
 * @param progress where to say what is going on
 */
record Bench(FanoutSettings settings, Servers servers, Users users, PrintStream progress) {

  /** Says what is going on. */
  void say(String format, Object... arguments) {
    progress.println(String.format(Locale.ROOT, format, arguments));
  }

  /**
   * Those of a scenario's contenders that a round measures.
   *
   * @param round from 1 on
   * @param contenders the scenario's
   */
  List<Contender> chosen(int round, Contender... contenders) {
    return Stream.of(contenders)
        .filter(settings.contenders()::contains)
        .filter(contender -> !contender.isReference() || round <= settings.referenceRounds())
        .toList();
  }
}
