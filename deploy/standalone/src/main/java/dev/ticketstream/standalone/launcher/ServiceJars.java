package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Finds the services' runnable jars in the repository. */
final class ServiceJars {

  private ServiceJars() {}

  /**
   * @param home the repository
   * @param module the module's folder
   */
  static Path find(Path home, String module) throws IOException {
    Path target = home.resolve(module).resolve("target");
    if (Files.isDirectory(target)) {
      try (Stream<Path> entries = Files.list(target)) {
        List<Path> jars = entries.filter(ServiceJars::isRunnable).sorted().toList();
        if (!jars.isEmpty()) {
          return jars.getFirst();
        }
      }
    }
    throw new StandaloneException(
        "%s is not built: there is no jar in %s; deploy/standalone/up builds it"
            .formatted(module, target));
  }

  /** A module may keep a plain jar of its classes beside the runnable one. */
  private static boolean isRunnable(Path file) {
    if (!file.getFileName().toString().endsWith(".jar")) {
      return false;
    }
    try (ZipFile jar = new ZipFile(file.toFile())) {
      return jar.getEntry("BOOT-INF/") != null;
    } catch (IOException e) {
      return false;
    }
  }
}
