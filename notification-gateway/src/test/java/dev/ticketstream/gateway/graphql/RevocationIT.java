package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.NotificationGatewayApplication;
import dev.ticketstream.gateway.graphql.TestSocket.Close;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import dev.ticketstream.testing.TestToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * An admin revokes a user's tokens at one whole gateway, and another one on the broker heeds it.
 */
class RevocationIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final TicketTopic EVENTS =
      new TicketTopic(TestInfrastructure.kafkaBootstrapServers());
  private static final String REVOCATIONS = "revocations-" + UUID.randomUUID();

  @AfterAll
  static void stop() {
    EVENTS.close();
    ISSUER.close();
  }

  /** A gateway as it is shipped. */
  private static final class Gateway implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final String port;

    Gateway() {
      context =
          new SpringApplicationBuilder(NotificationGatewayApplication.class)
              .initializers(
                  starting ->
                      starting
                          .getBeanFactory()
                          .registerSingleton("withoutTestGateway", new WithoutTestGateway()))
              .run(
                  "--server.port=0",
                  "--spring.main.banner-mode=off",
                  "--spring.kafka.bootstrap-servers=" + TestInfrastructure.kafkaBootstrapServers(),
                  "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.uri(),
                  "--ticketstream.cursor.generate-key=true",
                  "--ticketstream.stream.topic=" + EVENTS.name(),
                  "--ticketstream.revocation.topic=" + REVOCATIONS,
                  "--ticketstream.gateway.connection.drain-time=100ms");
      port = context.getEnvironment().getRequiredProperty("local.server.port");
      await().atMost(SOON).until(() -> status("/actuator/health/readiness") == 200);
    }

    private int status(String path) throws Exception {
      return CLIENT
          .send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }

    TestSocket socket() {
      return TestSocket.open(URI.create("ws://localhost:" + port + "/graphql"));
    }

    HttpRequest request(String token, String accept, String query) {
      return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
          .header("Content-Type", "application/json")
          .header("Accept", accept)
          .header("Authorization", "Bearer " + token)
          .POST(
              HttpRequest.BodyPublishers.ofString(
                  JsonMapper.shared().writeValueAsString(Map.of("query", query))))
          .build();
    }

    HttpResponse<String> post(String token, String query) throws Exception {
      return CLIENT.send(
          request(token, "application/json", query), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
      context.close();
    }
  }

  private static final class WithoutTestGateway extends TypeExcludeFilter {

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
      return reader.getClassMetadata().getClassName().equals(TestGateway.class.getName());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WithoutTestGateway;
    }

    @Override
    public int hashCode() {
      return WithoutTestGateway.class.hashCode();
    }
  }

  private static TestToken token(String userId) {
    return ISSUER.token(userId).issuedAt(Instant.now().minusSeconds(60));
  }

  @Test
  void closesAUsersConnectionsOnAllInstancesAndRefusesTheirTokens() throws Exception {
    EVENTS.create(1);
    String old = token("alice").sign();
    String admin = token("admin").roles("admin").sign();
    try (Gateway first = new Gateway();
        Gateway second = new Gateway();
        TestSocket here = first.socket().connected(old);
        TestSocket there = second.socket().connected(old);
        TestSocket bob = second.socket().connected(token("bob").sign())) {
      CompletableFuture<HttpResponse<String>> stream =
          CLIENT.sendAsync(
              second.request(
                  old, "text/event-stream", "subscription { myTicketUpdates { version } }"),
              HttpResponse.BodyHandlers.ofString());
      assertThat(first.post(admin, "mutation { revokeUser(userId: \"alice\") { userId } }").body())
          .isEqualTo("{\"data\":{\"revokeUser\":{\"userId\":\"alice\"}}}");
      assertThat(here.awaitClose()).isEqualTo(new Close(4403, "The token was revoked"));
      assertThat(there.awaitClose()).isEqualTo(new Close(4403, "The token was revoked"));
      assertThat(stream).succeedsWithin(SOON);

      assertThat(second.post(old, "{ me { id } }").statusCode()).isEqualTo(401);
      try (TestSocket again = second.socket().init(old)) {
        assertThat(again.awaitClose()).isEqualTo(new Close(4403, "The token was revoked"));
      }
      String fresh = token("alice").issuedAt(Instant.now().plusSeconds(2)).sign();
      try (TestSocket again = second.socket().connected(fresh)) {
        assertThat(again.isOpen()).isTrue();
      }
      assertThat(bob.isOpen()).isTrue();
    }
    try (Gateway later = new Gateway();
        TestSocket again = later.socket().init(old)) {
      assertThat(again.awaitClose()).isEqualTo(new Close(4403, "The token was revoked"));
    }
  }
}
