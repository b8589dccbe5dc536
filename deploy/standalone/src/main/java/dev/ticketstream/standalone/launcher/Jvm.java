package dev.ticketstream.standalone.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one place with the flags of the platform's JVMs. The serial collector has the smallest
 * footprint, and on a laptop's heap its pauses are short.
 */
enum Jvm {
  KAFKA("-Xms96m", "-Xmx384m"),
  COMMAND_SERVICE("-Xms64m", "-Xmx384m"),
  GATEWAY("-Xms64m", "-Xmx384m");

  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final List<String> flags;

  Jvm(String... flags) {
    this.flags = List.of(flags);
  }

  /** The C library's default, an arena for each of many threads, costs tens of megabytes. */
  static Map<String, String> environment() {
    return Map.of("MALLOC_ARENA_MAX", "2");
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
