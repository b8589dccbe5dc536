package dev.ticketstream.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What figures must be read with: the machine, the versions, how the run was made. */
final class Machine {

  private static final String UNKNOWN = "unknown";

  private Machine() {}

  /** A line for a report. */
  static String facts(FanoutSettings settings) throws IOException, InterruptedException {
    String changes = said(settings.home(), "git", "status", "--porcelain", "--untracked-files=no");
    return String.format(
        Locale.ROOT,
        "Commit `%s`%s; %s, %d cores%s, Linux %s; %s %s; Node %s; servers with `%s`, %s;"
            + " %d rounds, %d of the references, scale %s.",
        said(settings.home(), "git", "rev-parse", "--short", "HEAD"),
        changes.isEmpty() || changes.equals(UNKNOWN) ? "" : " with changes",
        line("/proc/cpuinfo", "model name"),
        cores(),
        memory(),
        System.getProperty("os.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        said(settings.home(), "node", "--version"),
        String.join(" ", settings.jvmFlags()),
        settings.serverCore() == null ? "on any core" : "on core " + settings.serverCore(),
        settings.rounds(),
        settings.referenceRounds(),
        settings.scale());
  }

  /** Of the machine; this process may have been given fewer. */
  private static long cores() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpus)) {
      return Runtime.getRuntime().availableProcessors();
    }
    try (Stream<String> lines = Files.lines(cpus)) {
      return lines.filter(line -> line.startsWith("processor")).count();
    }
  }

  private static String memory() throws IOException {
    String kilobytes = line("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    return kilobytes.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, ", %.0f GB of memory", Long.parseLong(kilobytes) / (1024.0 * 1024));
  }

  private static String line(String file, String name) throws IOException {
    if (!Files.isReadable(Path.of(file))) {
      return UNKNOWN;
    }
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    }
  }

  /** What a program prints, or that it is not known. */
  private static String said(Path folder, String... command)
      throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor() == 0 ? said : UNKNOWN;
    } catch (IOException _) {
      return UNKNOWN;
    }
  }
}
