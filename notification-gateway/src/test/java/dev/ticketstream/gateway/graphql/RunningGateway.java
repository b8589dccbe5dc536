package dev.ticketstream.gateway.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.testing.TestIssuer;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway on a free port before a fake event source; one for all tests of the module. */
@SpringBootTest(
    classes = TestGateway.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "ticketstream.security.allowed-origins=http://console.example",
      "ticketstream.gateway.compression.enabled=true",
      "ticketstream.gateway.compression.payload-size-min=64B",
      "management.endpoint.health.group.readiness.include=readinessState"
    })
abstract class RunningGateway {

  static final TestIssuer ISSUER = TestIssuer.start();

  @LocalServerPort int port;

  @Autowired @Nullable FakeTicketEventStreams fakeStreams;

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry registry) {
    registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::uri);
  }

  FakeTicketEventStreams streams() {
    return requireNonNull(fakeStreams);
  }

  URI webSocketUri() {
    return URI.create("ws://localhost:" + port + "/graphql");
  }

  URI httpUri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  TestSocket socket() {
    return TestSocket.open(webSocketUri());
  }

  static String admin() {
    return ISSUER.token("admin").roles("admin").sign();
  }

  static String alice() {
    return ISSUER.token("alice").roles("agent").teams("first-line").name("Alice", "Agent").sign();
  }

  static String carol() {
    return ISSUER.token("carol").name("Carol", "Customer").sign();
  }

  void awaitSubscriptions(int count) {
    await().untilAsserted(() -> assertThat(streams().open()).hasSize(count));
  }
}
