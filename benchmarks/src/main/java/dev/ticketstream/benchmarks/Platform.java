package dev.ticketstream.benchmarks;

import dev.ticketstream.benchmarks.process.KafkaProcess;
import dev.ticketstream.testing.TestIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Everything that runs: PostgreSQL, Kafka, the issuer and the filled, warm service. */
final class Platform implements AutoCloseable {

  private static final int PAYLOADS = 1_000;
  private static final int CUSTOMERS_ASKING = 400;

  private final PostgresServer postgres;
  private final TestIssuer issuer;
  private final KafkaProcess kafka;
  private final CommandService service;
  private final TicketPool tickets;
  private final TicketPool referenceTickets;
  private final List<String> agentTokens;
  private final List<String> customerTokens;
  private final AtomicInteger loads = new AtomicInteger();

  private Platform(
      PostgresServer postgres,
      TestIssuer issuer,
      KafkaProcess kafka,
      CommandService service,
      DeskUsers users)
      throws SQLException {
    this.postgres = postgres;
    this.issuer = issuer;
    this.kafka = kafka;
    this.service = service;
    try (Connection connection = postgres.connect(PostgresServer.SERVICE_DATABASE)) {
      this.tickets = TicketPool.load(connection);
    }
    try (Connection connection = postgres.connect(PostgresServer.REFERENCE_DATABASE)) {
      this.referenceTickets = TicketPool.load(connection);
    }
    this.agentTokens =
        users.agents().stream().map(agent -> DeskUsers.token(issuer, agent)).toList();
    this.customerTokens =
        users.customers().stream()
            .limit(CUSTOMERS_ASKING)
            .map(customer -> DeskUsers.token(issuer, customer))
            .toList();
  }

  /**
   * Starts and fills everything.
   *
   * @param folder for data and logs
   * @param keptData where the filled database is kept from run to run, {@code null} for nowhere
   * @param serviceJar the service's executable jar
   * @param jvmFlags the service's JVM's
   * @param tickets how many
   */
  static Platform start(
      Path folder, @Nullable Path keptData, Path serviceJar, List<String> jvmFlags, int tickets)
      throws Exception {
    List<AutoCloseable> started = new ArrayList<>();
    try {
      TestIssuer issuer = opened(started, TestIssuer.start());
      DeskUsers users = DeskUsers.create();
      FilledDatabase filled =
          new FilledDatabase(keptData == null ? folder.resolve("postgres") : keptData, tickets);
      PostgresServer postgres = opened(started, filled.start(keptData != null, users, issuer));
      postgres.copyFilled();
      List<String> settings =
          new ArrayList<>(
              FilledDatabase.settings(postgres, PostgresServer.SERVICE_DATABASE, issuer));
      KafkaProcess kafka = opened(started, KafkaProcess.start(folder, "-Xmx512m"));
      settings.add("--spring.kafka.bootstrap-servers=" + kafka.address());
      // Forty agents send what thousands would: each would soon be over what one may send.
      settings.add("--ticketstream.rate-limit.commands-per-second=100000");
      settings.add("--ticketstream.rate-limit.commands-burst=100000");
      settings.add("--ticketstream.rate-limit.requests-per-second=100000");
      settings.add("--ticketstream.rate-limit.requests-burst=100000");
      // What filled the database is not what is measured.
      settings.add("--ticketstream.relay.rewind-to=end");
      CommandService service =
          opened(started, CommandService.start(folder, serviceJar, jvmFlags, settings));
      return new Platform(postgres, issuer, kafka, service, users);
    } catch (Exception e) {
      closeAll(started, e);
      throw e;
    }
  }

  PostgresServer postgres() {
    return postgres;
  }

  CommandService service() {
    return service;
  }

  TicketPool tickets() {
    return tickets;
  }

  /** CPU time that each part has used so far. */
  CpuTimes cpuTimes() throws IOException {
    return new CpuTimes(
        service.cpuTime(),
        postgres.cpuTime(),
        kafka.process().cpuTime(),
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }

  /** Commands over HTTP. */
  Session.Factory commands(CommandKind kind) {
    String load = "service" + loads.incrementAndGet();
    return worker -> new CommandSession(kind, tickets, agentTokens, service.port(), load, worker);
  }

  /** The same commands' bare statements over JDBC. */
  Session.Factory bareStatements(CommandKind kind) throws SQLException {
    String load = "reference" + loads.incrementAndGet();
    List<byte[]> payloads = payloads(kind);
    return worker ->
        new BareSession(
            kind,
            referenceTickets,
            payloads,
            postgres.connect(PostgresServer.REFERENCE_DATABASE),
            load,
            worker);
  }

  /**
   * Queries over HTTP.
   *
   * @param scenario which
   * @param empty counts answers without any ticket
   */
  Session.Factory reads(ReadScenario scenario, LongAdder empty) {
    List<String> tokens =
        switch (scenario.asker()) {
          case AGENT -> agentTokens;
          case CUSTOMER -> customerTokens;
        };
    return worker -> new ReadSession(scenario, tokens, service.port(), worker, empty);
  }

  private List<byte[]> payloads(CommandKind kind) throws SQLException {
    String type =
        switch (kind) {
          case CHANGE_STATUS -> "STATUS_CHANGED";
          case ADD_COMMENT -> "COMMENTED";
        };
    List<byte[]> payloads = new ArrayList<>();
    try (Connection connection = postgres.connect(PostgresServer.REFERENCE_DATABASE);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select payload from ticket_event where type = '%s' limit %d"
                    .formatted(type, PAYLOADS))) {
      while (row.next()) {
        payloads.add(row.getBytes(1));
      }
    }
    return payloads;
  }

  private static <T extends AutoCloseable> T opened(List<AutoCloseable> started, T part) {
    started.add(part);
    return part;
  }

  private static void closeAll(List<AutoCloseable> started, Exception cause) {
    for (AutoCloseable part : started.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
    kafka.close();
    issuer.close();
    postgres.close();
  }
}
