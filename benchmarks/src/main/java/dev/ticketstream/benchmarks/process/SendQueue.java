package dev.ticketstream.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the kernel still has to send for a server, by {@code /proc/net/tcp}. */
public final class SendQueue {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final String ESTABLISHED = "01";

  private SendQueue() {}

  /** Whether this system says so. */
  public static boolean isKnown() {
    return Files.isReadable(TABLES.getFirst());
  }

  /**
   * Bytes that a server has written and that a client has not taken yet.
   *
   * @param serverPort the server's port
   * @param clientPort the client's port
   * @return empty if the server has ended the connection, or there is none
   */
  public static OptionalLong bytes(int serverPort, int clientPort) throws IOException {
    String local = ":%04X".formatted(serverPort);
    String remote = ":%04X".formatted(clientPort);
    for (Path table : TABLES) {
      if (!Files.isReadable(table)) {
        continue;
      }
      try (Stream<String> lines = Files.lines(table)) {
        OptionalLong found =
            lines
                .map(line -> line.strip().split("\\s+"))
                .filter(
                    fields ->
                        fields.length > 4
                            && fields[1].endsWith(local)
                            && fields[2].endsWith(remote)
                            && fields[3].equals(ESTABLISHED))
                .mapToLong(fields -> Long.parseLong(fields[4].split(":", 2)[0], 16))
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return OptionalLong.empty();
  }
}
