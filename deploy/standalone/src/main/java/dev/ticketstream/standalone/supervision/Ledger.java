package dev.ticketstream.standalone.supervision;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes that this data folder's launcher has started, written down before they do anything,
 * so that a launcher's successor finds what a kill -9 has left behind.
 */
public final class Ledger {

  private final Path file;
  private final List<LedgerEntry> entries = new ArrayList<>();

  /**
   * Reads the ledger. Lines that are damaged, as a full disk leaves them, are dropped.
   *
   * @param file where it is kept; need not exist
   * @throws IOException when it cannot be read
   */
  public Ledger(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      Files.readAllLines(file).stream()
          .map(LedgerEntry::fromLine)
          .flatMap(Optional::stream)
          .forEach(entries::add);
    }
  }

  /**
   * Notes a process.
   *
   * @param name the part's name
   * @param process the process
   * @param executable file name of the program that it runs
   * @param stopSignal what asks it to end
   * @throws IOException when it cannot be written
   */
  public synchronized void add(
      String name, ProcessHandle process, String executable, Signal stopSignal) throws IOException {
    LedgerEntry.of(name, process, executable, stopSignal).ifPresent(entries::add);
    write();
  }

  /**
   * Strikes out a process that has ended.
   *
   * @param pid its id
   * @throws IOException when it cannot be written
   */
  public synchronized void remove(long pid) throws IOException {
    entries.removeIf(entry -> entry.pid() == pid);
    write();
  }

  synchronized List<LedgerEntry> entries() {
    return List.copyOf(entries);
  }

  private void write() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, entries.stream().map(LedgerEntry::toLine).toList());
    Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }
}
