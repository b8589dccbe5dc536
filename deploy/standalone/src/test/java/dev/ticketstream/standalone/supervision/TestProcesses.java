package dev.ticketstream.standalone.supervision;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Small real processes. */
final class TestProcesses {

  private TestProcesses() {}

  static Process sleeping() throws IOException {
    return new ProcessBuilder("sleep", "600").start();
  }

  /** A shell script as a part. */
  static Part part(String name, String script, Path log, Part.Readiness readiness) {
    return new Part(
        name,
        List.of("bash", "-c", script),
        Map.of(),
        "bash",
        Signal.TERM,
        Duration.ofSeconds(2),
        LogFile.at(log),
        () -> {},
        readiness);
  }
}
