package dev.ticketstream.standalone.postgres;

import dev.ticketstream.standalone.datafolder.FileTrees;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL server, once for each version, from the archive on the class path. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /**
   * Unpacks the server unless that was done before.
   *
   * @param folder the folder that holds one folder a version
   * @return the unpacked server's folder, with {@code bin} in it
   * @throws IOException when it cannot be written
   */
  static Path unpack(Path folder) throws IOException {
    String archive = "postgres-%s-%s.txz".formatted(system(), architecture());
    var resource = PostgresBinaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new StandaloneException(
          "there is no PostgreSQL server for this machine (%s %s) in this build"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    Path unpacked = folder.resolve("server-" + version(resource.toString()));
    if (Files.isDirectory(unpacked)) {
      return unpacked;
    }
    Path unfinished = folder.resolve("unfinished");
    FileTrees.delete(unfinished);
    Files.createDirectories(unfinished);
    try (InputStream compressed = resource.openStream();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(compressed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, unfinished);
      }
    }
    return Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("the archive's entry %s leads outside".formatted(entry.getName()));
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** The version in the jar's name, such as {@code 18.6.0}. */
  private static String version(String resource) {
    int jar = resource.indexOf(".jar!");
    return jar < 0 ? "unknown" : resource.substring(resource.lastIndexOf('-', jar) + 1, jar);
  }

  private static String system() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")
        ? "darwin"
        : "linux";
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> "unknown";
    };
  }
}
