package dev.ticketstream.standalone.supervision;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part's log: the file that its output is appended to, kept bounded by moving the content to
 * {@code <name>.1}, {@code .2} …. The part keeps the file open, so the content is copied and the
 * file emptied rather than renamed; a line written in between may be lost.
 *
 * @param path the file
 * @param bytesMax the size from which it is rotated
 * @param kept how many older files are kept
 */
public record LogFile(Path path, long bytesMax, int kept) {

  private static final int TAIL_BYTES = 64 * 1024;
  private static final int LINE_LENGTH_SHOWN = 400;
  private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. )");

  /**
   * A log with the default bounds: 10 MB and three older files.
   *
   * @param path the file
   */
  public static LogFile at(Path path) {
    return new LogFile(path, 10_000_000, 3);
  }

  /**
   * Rotates the log if it has grown too large.
   *
   * @throws IOException when the files cannot be written
   */
  public void rotateIfLarge() throws IOException {
    if (!Files.exists(path) || Files.size(path) < bytesMax) {
      return;
    }
    for (int i = kept - 1; i >= 1; i--) {
      if (Files.exists(older(i))) {
        Files.move(older(i), older(i + 1), REPLACE_EXISTING);
      }
    }
    if (kept > 0) {
      Files.copy(path, older(1), REPLACE_EXISTING);
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  /**
   * The log's last lines, without the frames of stack traces: what caused them says more.
   *
   * @param lines how many at most
   * @return the lines; none when the log cannot be read
   */
  public List<String> tail(int lines) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      List<String> all =
          new String(end, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).lookingAt())
              .map(line -> line.substring(0, Math.min(line.length(), LINE_LENGTH_SHOWN)))
              .toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  private Path older(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
