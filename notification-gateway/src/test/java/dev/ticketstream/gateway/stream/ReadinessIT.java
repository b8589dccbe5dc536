package dev.ticketstream.gateway.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.NotificationGatewayApplication;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.testing.TestInfrastructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    classes = NotificationGatewayApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "ticketstream.cursor.generate-key=true")
class ReadinessIT {

  private static final TicketTopic TOPIC =
      new TicketTopic(TestInfrastructure.kafkaBootstrapServers());

  @LocalServerPort private int port;

  @Autowired private Map<String, SmartLifecycle> lifecycles = Map.of();

  @DynamicPropertySource
  static void kafka(DynamicPropertyRegistry registry) {
    registry.add("spring.kafka.bootstrap-servers", TestInfrastructure::kafkaBootstrapServers);
    registry.add("ticketstream.stream.topic", TOPIC::name);
  }

  @AfterAll
  static void closeTopic() {
    TOPIC.close();
  }

  @Test
  void isReadyOnlyOnceTheTopicIsThereAndReadAndTellsItsMetrics() throws Exception {
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);

    TOPIC.create(2).publish(new RandomStories(51, 5).next(7));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
              assertThat(get("/actuator/prometheus").body())
                  .contains(
                      "ticketstream_stream_records_total{path=\"live\",result=\"consumed\"} 7.0",
                      "ticketstream_stream_lag_records 0.0",
                      "ticketstream_stream_recent_size_bytes",
                      "ticketstream_fanout_subscriptions 0.0",
                      "ticketstream_fanout_latency_seconds_bucket",
                      "ticketstream_replays_total{outcome=\"resumed\"} 0.0");
            });
  }

  @Test
  void readsEventsUntilConnectionsAreDrainedAndTheWebServerHasStopped() {
    int reading = phase("ticketEventConsumer");
    assertThat(phase("drain")).isGreaterThan(reading);
    assertThat(phase("webServerGracefulShutdown")).isGreaterThan(reading);
    assertThat(phase("webServerStartStop")).isGreaterThan(reading);
  }

  private int phase(String bean) {
    return requireNonNull(lifecycles.get(bean), bean).getPhase();
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
