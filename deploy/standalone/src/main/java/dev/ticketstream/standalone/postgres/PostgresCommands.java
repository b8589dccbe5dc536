package dev.ticketstream.standalone.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the commands of the server's programs. */
final class PostgresCommands {

  private final Path binaries;
  private final boolean root;

  PostgresCommands(Path binaries) {
    this.binaries = binaries;
    this.root = "root".equals(System.getProperty("user.name"));
  }

  /**
   * A command. PostgreSQL refuses to run as root; in a user namespace of its own the process is not
   * root any more, and still owns root's files.
   */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (root && Files.isExecutable(Path.of("/usr/bin/unshare"))) {
      command.addAll(List.of("/usr/bin/unshare", "--user"));
    }
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }
}
