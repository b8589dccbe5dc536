package dev.ticketstream.command.attachment;

import static org.awaitility.Awaitility.await;

import dev.ticketstream.command.TicketCommandServiceApplication;
import dev.ticketstream.testing.Database;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The service in a process of its own, with a heap of its own size. */
final class ServiceProcess implements AutoCloseable {

  private final Process process;
  private final TestIssuer issuer = TestIssuer.start();
  private final Path portFile;
  private final Path log;
  private final Path classes;
  private final Database database = TestInfrastructure.freshDatabase();

  /**
   * Starts a service on a fresh database.
   *
   * @param directory for its log
   * @param heap as {@code -Xmx} takes it
   * @param environment what it gets beside this process's own
   * @param properties further properties, as {@code --name=value}
   */
  ServiceProcess(Path directory, String heap, Map<String, String> environment, String... properties)
      throws IOException {
    portFile = directory.resolve("port");
    log = directory.resolve("service.log");
    classes = directory.resolve("classes.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:class+load:file=" + classes + ":none:filecount=0",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServiceProcess.class.getName(),
                portFile.toString(),
                "--server.port=0",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
                "--ticketstream.relay.enabled=false"));
    command.addAll(List.of(properties));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    process = builder.start();
    await("the service's port")
        .atMost(Duration.ofMinutes(3))
        .until(() -> Files.exists(portFile) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  /** Serves until it is killed, or until its parent is gone. */
  public static void main(String[] args) throws IOException {
    Path portFile = Path.of(args[0]);
    var context =
        SpringApplication.run(
            TicketCommandServiceApplication.class, Arrays.copyOfRange(args, 1, args.length));
    Path written = portFile.resolveSibling("port.new");
    Files.writeString(written, context.getEnvironment().getRequiredProperty("local.server.port"));
    Files.move(written, portFile, StandardCopyOption.ATOMIC_MOVE);
    while (System.in.read() >= 0) {
      // the parent holds the other end
    }
    System.exit(0);
  }

  URI uri(String path) throws IOException {
    return URI.create("http://localhost:" + Files.readString(portFile) + path);
  }

  String token(String userId) {
    return issuer.token(userId).roles("customer").sign();
  }

  Database database() {
    return database;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The classes that were loaded so far, one in each line. */
  List<String> loadedClasses() throws IOException {
    return Files.readAllLines(classes);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    issuer.close();
  }
}
