package dev.ticketstream.standalone.datafolder;

import dev.ticketstream.standalone.terminal.Failures;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is kept. The file {@value #MARKER} marks a folder as ours and names the version
 * of its layout; a folder with other content is never touched.
 *
 * @param root the folder, absolute
 */
public record DataFolder(Path root) {

  private static final String MARKER = "ticketstream.properties";
  private static final String FORMAT = "format";
  private static final int FORMAT_VERSION = 1;
  private static final String LOCK = "launcher.lock";

  /** What {@link #clear} deletes: only what is ours, whatever else lies there. */
  private static final List<String> OWN_ENTRIES =
      List.of("postgres", "kafka", "secrets", "cache", "logs", "endpoints.properties");

  /**
   * Names the folder without looking at it.
   *
   * @param chosen the user's choice; without one it is {@code ticketstream} in the user's data
   *     folder
   */
  public static DataFolder locate(@Nullable Path chosen) {
    if (chosen != null) {
      return new DataFolder(chosen.toAbsolutePath().normalize());
    }
    String xdg = System.getenv("XDG_DATA_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(xdg);
    return new DataFolder(base.resolve("ticketstream").toAbsolutePath().normalize());
  }

  /**
   * Makes the folder usable: creates it if need be and checks that it is ours.
   *
   * @throws StandaloneException when it cannot be used
   */
  public void open() {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new StandaloneException(
          "the data folder %s is a file: choose another with --data-dir".formatted(root));
    }
    try {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      checkFormat();
      Path probe = root.resolve("write-check");
      Files.writeString(probe, "ticketstream\n");
      Files.delete(probe);
      for (String folder : List.of("postgres", "kafka", "secrets", "cache", "logs")) {
        Files.createDirectories(root.resolve(folder));
      }
    } catch (IOException e) {
      throw new StandaloneException(
          "the data folder %s cannot be used (%s): choose another with --data-dir"
              .formatted(root, Failures.describe(e)));
    }
  }

  private void checkFormat() throws IOException {
    Path marker = root.resolve(MARKER);
    if (!Files.exists(marker)) {
      if (hasForeignContent()) {
        throw new StandaloneException(
            "the folder %s has content that is not Ticketstream's: choose another with --data-dir"
                .formatted(root));
      }
      Files.writeString(marker, "%s=%d%n".formatted(FORMAT, FORMAT_VERSION));
      return;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(marker)) {
      properties.load(reader);
    }
    String format = properties.getProperty(FORMAT, "");
    if (!format.matches("\\d{1,9}")) {
      throw new StandaloneException(
          "%s is damaged: it names no format; use --data-dir with another folder"
              .formatted(marker));
    }
    if (Integer.parseInt(format) > FORMAT_VERSION) {
      throw new StandaloneException(
          "the data in %s was made by a newer version (format %s, this one knows %d): use that "
                  .formatted(root, format, FORMAT_VERSION)
              + "version, or another --data-dir");
    }
  }

  private boolean hasForeignContent() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.anyMatch(entry -> !entry.endsWith(LOCK));
    }
  }

  /**
   * Deletes all data, secrets and logs. Only while {@link #lock() locked}.
   *
   * @throws IOException when something cannot be deleted
   */
  public void clear() throws IOException {
    for (String entry : OWN_ENTRIES) {
      FileTrees.delete(root.resolve(entry));
    }
    open();
  }

  /** Where PostgreSQL and its data are. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** Where Kafka's data is. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** Where files are that can be made anew, such as class data archives. */
  public Path cache() {
    return root.resolve("cache");
  }

  /**
   * A part's log.
   *
   * @param part the part's name
   */
  public Path log(String part) {
    return root.resolve("logs").resolve(part + ".log");
  }

  /** Where the logs are. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The issuer's signing key. */
  public Path issuerKey() {
    return secret("issuer-key.json");
  }

  /**
   * A file with a secret.
   *
   * @param name the file's name
   */
  public Path secret(String name) {
    return root.resolve("secrets").resolve(name);
  }

  /** The list of running processes. */
  public Path ledger() {
    return root.resolve("launcher.processes");
  }

  /** Held by the launcher that runs with this folder. */
  public Path lock() {
    return root.resolve(LOCK);
  }
}
