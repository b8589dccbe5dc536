package dev.ticketstream.command.relay;

import dev.ticketstream.testing.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A relay in a process of its own, so that it can be killed like one. */
final class RelayProcess {

  private RelayProcess() {}

  /** Relays until it is killed, or until its parent is gone. */
  public static void main(String[] args) throws Exception {
    try (RelayTestBed bed =
        new RelayTestBed(new Database(args[0], args[1], args[2]), args[3], args[4])) {
      bed.start("batch-size=3", "lease-time=3s");
      while (System.in.read() >= 0) {
        // the parent holds the other end
      }
    }
  }

  static Process start(RelayTestBed bed) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName(),
                bed.database().jdbcUrl(),
                bed.database().username(),
                bed.database().password(),
                bed.bootstrapServers(),
                bed.id()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
