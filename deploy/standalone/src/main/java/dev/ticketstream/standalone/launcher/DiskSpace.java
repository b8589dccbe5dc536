package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out before anything starts whether there is room for the data. */
final class DiskSpace {

  private static final long MEBIBYTE = 1024 * 1024;

  private DiskSpace() {}

  /**
   * @param folder the data folder
   * @param mebibytesMin how much must be free
   */
  static void check(Path folder, long mebibytesMin) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace() / MEBIBYTE;
    if (free < mebibytesMin) {
      throw new StandaloneException(
          "the disk of %s is too full: %d MiB are free, %d are asked for (--min-free changes that)"
              .formatted(folder, free, mebibytesMin));
    }
  }
}
