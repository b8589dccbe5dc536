package dev.ticketstream.benchmarks.fanout;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

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

  /** Those of a scenario's contenders that this run measures. */
  List<Contender> chosen(Contender... contenders) {
    return List.of(contenders).stream().filter(settings.contenders()::contains).toList();
  }
}
