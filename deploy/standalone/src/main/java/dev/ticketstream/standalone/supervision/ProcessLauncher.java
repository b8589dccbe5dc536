package dev.ticketstream.standalone.supervision;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a part's process. */
final class ProcessLauncher {

  private static final List<String> OWN_SESSION = ownSession();

  private ProcessLauncher() {}

  /**
   * Starts the process in a session of its own: otherwise Ctrl-C in the terminal would reach all
   * parts at once, and they would not end in order.
   */
  static Process start(Part part) throws IOException {
    part.log().rotateIfLarge();
    List<String> command = new ArrayList<>(OWN_SESSION);
    command.addAll(part.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(Redirect.appendTo(part.log().path().toFile()))
            .redirectErrorStream(true);
    builder.environment().putAll(part.environment());
    return builder.start();
  }

  /** The words that make a session and then become the command, keeping the pid. */
  private static List<String> ownSession() {
    for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (Files.isExecutable(Path.of(setsid))) {
        return List.of(setsid);
      }
    }
    Path perl = Path.of("/usr/bin/perl");
    return Files.isExecutable(perl)
        ? List.of(perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or die $!", "--")
        : List.of();
  }
}
