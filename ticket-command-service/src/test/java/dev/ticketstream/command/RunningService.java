package dev.ticketstream.command;

import dev.ticketstream.testing.Database;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import java.net.URI;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service, started once for all tests of a JVM; without relay, so without Kafka. */
public final class RunningService implements AutoCloseable {

  private static final RunningService INSTANCE = new RunningService();

  private final TestIssuer issuer = TestIssuer.start();
  private final ConfigurableApplicationContext context;

  private RunningService(String... options) {
    Database database = TestInfrastructure.freshDatabase();
    this.context =
        run(
            Stream.concat(
                    Stream.of(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
                        "--ticketstream.security.allowed-origins=https://desk.example",
                        // Tests send more than people do.
                        "--ticketstream.rate-limit.commands-burst=1000000",
                        "--ticketstream.rate-limit.requests-burst=1000000",
                        // Small, so that tests reach these limits with small files.
                        "--ticketstream.attachments.file-size-max=1MB",
                        "--ticketstream.attachments.chunk-size=64KB",
                        "--ticketstream.attachments.ticket-size-max=3MB",
                        "--ticketstream.attachments.upload.timeout=5s",
                        "--ticketstream.attachments.upload.concurrent-per-user-max=2",
                        "--ticketstream.attachments.unclaimed.count-per-user-max=10",
                        "--ticketstream.attachments.unclaimed.size-per-user-max=4MB",
                        "--ticketstream.relay.enabled=false"),
                    Stream.of(options))
                .toArray(String[]::new));
  }

  /** A service of its own, for tests that need another configuration; the caller closes it. */
  public static RunningService with(String... options) {
    return new RunningService(options);
  }

  /** The service as it is, but for a database connection that writes down statements. */
  private static ConfigurableApplicationContext run(String... properties) {
    return new SpringApplication(TicketCommandServiceApplication.class, StatementCounts.class)
        .run(properties);
  }

  public static RunningService get() {
    return INSTANCE;
  }

  public TestIssuer issuer() {
    return issuer;
  }

  public URI uri(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://localhost:" + port + path);
  }

  public JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** For types that there are several beans of. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  @Override
  public void close() {
    context.close();
    issuer.close();
  }
}
