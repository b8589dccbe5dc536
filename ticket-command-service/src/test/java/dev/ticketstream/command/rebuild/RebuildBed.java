package dev.ticketstream.command.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.command.TicketCommandServiceApplication;
import dev.ticketstream.testing.Database;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service with a database of its own, as other tests' must not be emptied, and with small batches
 * and short leases.
 */
final class RebuildBed implements AutoCloseable {

  static final int BATCH_EVENTS = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestIssuer issuer = TestIssuer.start();
  private final ConfigurableApplicationContext service;

  RebuildBed() {
    Database database = TestInfrastructure.freshDatabase();
    this.service =
        SpringApplication.run(
            TicketCommandServiceApplication.class,
            "--server.port=0",
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.username(),
            "--spring.datasource.password=" + database.password(),
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
            "--ticketstream.rate-limit.commands-burst=100000",
            "--ticketstream.rate-limit.requests-burst=100000",
            "--ticketstream.rebuild.batch-events=" + BATCH_EVENTS,
            "--ticketstream.rebuild.lease-time=2s",
            "--ticketstream.rebuild.check-interval=100ms",
            "--ticketstream.relay.enabled=false");
    for (String user : new String[] {"admin", "agent", "customer"}) {
      graphQl(user, "{ me { id } }", Map.of());
    }
  }

  JdbcClient jdbc() {
    return service.getBean(JdbcClient.class);
  }

  <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  void truncate() {
    jdbc().sql("truncate " + String.join(", ", ReadModelDump.tables(jdbc()))).update();
  }

  /** A mutation by the agent that must succeed; gives its payload. */
  JsonNode mutate(String name, String inputType, Map<String, ?> input) {
    JsonNode payload =
        graphQl(
                "agent",
                "mutation($input: %s!) { %s(input: $input) { success errors { code message }"
                        .formatted(inputType, name)
                    + " ticket { id version } event { comment { id } } } }",
                Map.of("input", input))
            .at("/data/" + name);
    assertThat(payload.path("success").asBoolean(false)).as(payload.toString()).isTrue();
    return payload;
  }

  String createTicket(String request) {
    return mutate(
            "createTicket",
            "CreateTicketInput",
            Map.of("request", request, "requesterId", "customer", "tags", java.util.List.of("a")))
        .at("/ticket/id")
        .asString();
  }

  String comment(String ticketId, String text, boolean internal) {
    return mutate(
            "addComment",
            "AddCommentInput",
            Map.of("ticketId", ticketId, "comment", text, "internal", internal))
        .at("/event/comment/id")
        .asString();
  }

  /** Answers with the whole body of a GraphQL request; the user's name is the role. */
  JsonNode graphQl(String user, String document, Map<String, ?> variables) {
    HttpResponse<String> response =
        send(
            user,
            "/graphql",
            "POST",
            BodyPublishers.ofString(
                JSON.writeValueAsString(Map.of("query", document, "variables", variables))));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode answer = JSON.readTree(response.body());
    assertThat(answer.has("errors")).as(response.body()).isFalse();
    return answer;
  }

  HttpResponse<String> requestRebuild(@Nullable String user) {
    return send(user, "/actuator/readmodel", "POST", BodyPublishers.noBody());
  }

  HttpResponse<String> askForProgress(@Nullable String user) {
    return send(user, "/actuator/readmodel", "GET", BodyPublishers.noBody());
  }

  JsonNode progress() {
    HttpResponse<String> response = askForProgress("admin");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** Waits until no rebuild is under way, and gives the newest one's progress. */
  JsonNode awaitEnd() {
    await().atMost(PATIENCE).until(() -> !progress().get("state").asString().equals("RUNNING"));
    return progress();
  }

  /** Rebuilds to the end. */
  JsonNode rebuild() {
    HttpResponse<String> response = requestRebuild("admin");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    JsonNode end = awaitEnd();
    assertThat(end.get("state").asString()).as(end.toString()).isEqualTo("DONE");
    return end;
  }

  private HttpResponse<String> send(
      @Nullable String user, String path, String method, BodyPublisher body) {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, body);
    if (user != null) {
      request.header("Authorization", "Bearer " + issuer.token(user).roles(user).sign());
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    service.close();
    issuer.close();
    http.close();
  }
}
