package dev.ticketstream.standalone.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The one place with the flags of the platform's JVMs. The serial collector has the smallest
 * footprint, and on a laptop's heap its pauses are short.
 */
enum Jvm {
  KAFKA(List.of("-Xms96m", "-Xmx384m", "-XX:+UseSerialGC", "-Djava.awt.headless=true")),
  COMMAND_SERVICE(List.of("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4")),
  GATEWAY(List.of("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4"));

  private static final List<String> COMMON =
      List.of(
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final List<String> flags;

  Jvm(List<String> flags) {
    this.flags = flags;
  }

  /** The {@code java} program of this JVM with this part's flags. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(COMMON);
    command.addAll(flags);
    return command;
  }

  /** The same, with the launcher's own class path. */
  List<String> commandWithOwnClassPath() {
    List<String> command = new ArrayList<>(command());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }
}
