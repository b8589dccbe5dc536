package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.gateway.graphql.TestSocket.Close;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import dev.ticketstream.testing.TestToken;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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

  private static WholeGateway gateway() {
    return new WholeGateway(
        ISSUER, EVENTS.name(), "--ticketstream.revocation.topic=" + REVOCATIONS);
  }

  private static TestToken token(String userId) {
    return ISSUER.token(userId).issuedAt(Instant.now().minusSeconds(60));
  }

  @Test
  void closesAUsersConnectionsOnAllInstancesAndRefusesTheirTokens() throws Exception {
    EVENTS.create(1);
    String old = token("alice").sign();
    String admin = token("admin").roles("admin").sign();
    try (WholeGateway first = gateway();
        WholeGateway second = gateway();
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
    try (WholeGateway later = gateway();
        TestSocket again = later.socket().init(old)) {
      assertThat(again.awaitClose()).isEqualTo(new Close(4403, "The token was revoked"));
    }
  }
}
