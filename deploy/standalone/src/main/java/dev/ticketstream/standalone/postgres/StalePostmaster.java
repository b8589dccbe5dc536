package dev.ticketstream.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Removes the {@code postmaster.pid} of a server that is gone. PostgreSQL does that itself unless
 * another process has been given the old server's pid, as happens after a reboot. Whoever calls
 * this holds the data folder's lock and has stopped the servers of earlier launchers.
 */
final class StalePostmaster {

  private StalePostmaster() {}

  static void remove(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve("postmaster.pid");
    if (Files.exists(file) && !isRunning(file)) {
      Files.delete(file);
    }
  }

  private static boolean isRunning(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return !lines.isEmpty()
        && pid(lines.getFirst())
            .flatMap(ProcessHandle::of)
            .flatMap(process -> process.info().command())
            .filter(command -> command.endsWith("/postgres"))
            .isPresent();
  }

  private static Optional<Long> pid(String line) {
    try {
      return Optional.of(Long.parseLong(line.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
