package dev.ticketstream.standalone.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that a launcher started, described so that it is recognised later and never mistaken
 * for a stranger that was given the same pid.
 *
 * @param name the part's name
 * @param pid the process id
 * @param startedAt when the process started, as the operating system tells
 * @param executable file name of its program, e.g. {@code java}
 * @param stopSignal what asks it to end
 */
record LedgerEntry(String name, long pid, Instant startedAt, String executable, Signal stopSignal) {

  /** Linux derives a process's start from the boot time, which moves when the clock is set. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  static Optional<LedgerEntry> of(
      String name, ProcessHandle process, String executable, Signal stopSignal) {
    return process
        .info()
        .startInstant()
        .map(startedAt -> new LedgerEntry(name, process.pid(), startedAt, executable, stopSignal));
  }

  /** The process, if it is still there and still the same. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(this::isSame);
  }

  boolean isSame(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return process.isAlive()
        && process.pid() == pid
        && info.startInstant()
            .filter(
                start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0)
            .isPresent()
        && info.command().map(command -> fileName(command).equals(executable)).orElse(false);
  }

  private static String fileName(String command) {
    return String.valueOf(Path.of(command).getFileName());
  }

  String toLine() {
    return "%d %d %s %s %s".formatted(pid, startedAt.toEpochMilli(), stopSignal, executable, name);
  }

  static Optional<LedgerEntry> fromLine(String line) {
    String[] fields = line.strip().split(" ", 5);
    try {
      return fields.length < 5
          ? Optional.empty()
          : Optional.of(
              new LedgerEntry(
                  fields[4],
                  Long.parseLong(fields[0]),
                  Instant.ofEpochMilli(Long.parseLong(fields[1])),
                  fields[3],
                  Signal.valueOf(fields[2])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
