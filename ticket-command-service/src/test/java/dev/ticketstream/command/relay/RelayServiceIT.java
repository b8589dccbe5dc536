package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.command.TicketCommandServiceApplication;
import dev.ticketstream.command.eventstore.EventsAppended;
import dev.ticketstream.testing.Database;
import dev.ticketstream.testing.EmbeddedBroker;
import dev.ticketstream.testing.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** The relay inside the service, through the comings and goings of a broker. */
class RelayServiceIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Database database = TestInfrastructure.freshDatabase();
  private final TicketWriter writer = new TicketWriter(database);
  private final UUID ticket = UUID.randomUUID();

  @Test
  void servesWithoutABrokerAndPublishesWhenThereIsOneAgain() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start();
    String address = broker.bootstrapServers();
    broker.stop();
    try (ConfigurableApplicationContext service = start(address)) {
      RelayHealthIndicator indicator = service.getBean(RelayHealthIndicator.class);
      writer.append(ticket);
      awaitStatus(indicator, RelayHealthIndicator.DEGRADED);
      assertThat(indicator.health().getDetails()).containsKey("problem");
      assertThat(get(service, "/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(get(service, "/actuator/health").statusCode()).isEqualTo(200);

      broker.resume();
      try (PublishedEvents published = new PublishedEvents(address, "support-ticket-events")) {
        published.awaitExactly(1);
        awaitStatus(indicator, Status.UP);

        broker.stop();
        appendAndTell(service);
        awaitStatus(indicator, RelayHealthIndicator.DEGRADED);
        await().atMost(DEADLINE).until(() -> gauge(service, "ticketstream.relay.backlog") == 1);
        assertThat(gauge(service, "ticketstream.relay.leader")).isZero();
        assertThat(get(service, "/actuator/health/readiness").statusCode()).isEqualTo(200);

        broker.resume();
        published.awaitExactly(2);
        awaitStatus(indicator, Status.UP);
        assertThat(gauge(service, "ticketstream.relay.backlog")).isZero();
        assertThat(gauge(service, "ticketstream.relay.lag")).isZero();
        assertThat(gauge(service, "ticketstream.relay.leader")).isEqualTo(1);

        appendAndTell(service); // polling would come a minute later
        published.awaitExactly(3);
        published.assertInOrderAndOnce();
      }
    } finally {
      broker.close();
    }
  }

  private ConfigurableApplicationContext start(String kafka) {
    return SpringApplication.run(
        TicketCommandServiceApplication.class,
        "--server.port=0",
        "--spring.datasource.url=" + database.jdbcUrl(),
        "--spring.datasource.username=" + database.username(),
        "--spring.datasource.password=" + database.password(),
        "--spring.kafka.bootstrap-servers=" + kafka,
        "--ticketstream.relay.delivery-timeout=2s",
        "--ticketstream.relay.poll-interval-min=60s",
        "--ticketstream.relay.poll-interval-max=60s");
  }

  /** Appends an event and says so as the event store does: inside a transaction. */
  private void appendAndTell(ConfigurableApplicationContext service) throws Exception {
    writer.append(ticket);
    service
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(_ -> service.publishEvent(new EventsAppended(ticket, 1, 1)));
  }

  private static void awaitStatus(RelayHealthIndicator indicator, Status status) {
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> {
              Health health = indicator.health();
              assertThat(health.getStatus()).as(health.toString()).isEqualTo(status);
            });
  }

  private static double gauge(ConfigurableApplicationContext service, String name) {
    return service.getBean(MeterRegistry.class).get(name).gauge().value();
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext service, String path)
      throws Exception {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
          BodyHandlers.ofString());
    }
  }
}
