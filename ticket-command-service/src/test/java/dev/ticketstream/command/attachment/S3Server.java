package dev.ticketstream.command.attachment;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that speaks S3, in a process of its own. */
final class S3Server implements AutoCloseable {

  static final String BUCKET = "desk";

  /** Put there by the build. */
  private static final Path JAR = Path.of("target", "test-servers", "s3mock.jar");

  private static final Pattern STARTED =
      Pattern.compile("Tomcat started on ports.* (\\d+) \\(http\\)");

  private final Process process;
  private final Path log;
  private final URI endpoint;

  /**
   * Starts a server with an empty bucket.
   *
   * @param directory for its log and its objects
   */
  S3Server(Path directory) throws IOException {
    log = directory.resolve("s3.log");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--server.port=0",
                "--http.port=0",
                "--com.adobe.testing.s3mock.store.root=" + directory.resolve("objects"),
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await("the S3 server")
        .atMost(Duration.ofMinutes(2))
        .until(() -> started().find() || !process.isAlive());
    Matcher started = started();
    if (!started.find()) {
      throw new IllegalStateException(Files.readString(log));
    }
    endpoint = URI.create("http://localhost:" + started.group(1));
  }

  private Matcher started() {
    try {
      return STARTED.matcher(Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
