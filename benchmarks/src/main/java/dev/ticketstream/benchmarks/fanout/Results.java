package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run has found so far, as Markdown, and in a file after each step. */
final class Results {

  private final Path file;
  private final String facts;
  private final Map<Scenario, Duration> times = new LinkedHashMap<>();
  private final long start = System.nanoTime();

  private Results(Path file, String facts) {
    this.file = file;
    this.facts = facts;
  }

  /** Results in the run's folder; those of the run before are kept beside them. */
  static Results in(FanoutSettings settings) throws IOException, InterruptedException {
    Path file = settings.folder().resolve("results.md");
    if (Files.exists(file)) {
      Files.move(
          file,
          settings
              .folder()
              .resolve("results-%d.md".formatted(Files.getLastModifiedTime(file).toMillis())),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return new Results(file, Machine.facts(settings));
  }

  /** A scenario has been measured once more. */
  void add(Scenario scenario, Duration took) throws IOException {
    times.merge(scenario, took, Duration::plus);
    Files.writeString(file, toString());
  }

  /** The tables by the scenarios' titles. */
  Map<String, Table> tables() {
    Map<String, Table> tables = new LinkedHashMap<>();
    times.keySet().forEach(scenario -> tables.put(scenario.title(), scenario.table()));
    return tables;
  }

  /** Where they are. */
  Path file() {
    return file;
  }

  /** How long the run has taken so far. */
  Duration total() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** A time for readers. */
  static String minutes(Duration time) {
    return "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(facts).append('\n');
    times.forEach(
        (scenario, time) ->
            text.append("\n### %s\n\n".formatted(scenario.title()))
                .append(scenario.table())
                .append("\nMeasured for %s.\n".formatted(minutes(time))));
    return text.append("\nThe whole run took %s.\n".formatted(minutes(total()))).toString();
  }
}
