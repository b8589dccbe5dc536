package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import org.junit.jupiter.api.Test;

/** A whole gateway whose metrics are not for everybody. */
class PrivateMetricsIT {

  @Test
  void showsMetricsAndTheStateOfItsPartsToAdminsOnly() throws Exception {
    try (TestIssuer issuer = TestIssuer.start();
        TicketTopic events = new TicketTopic(TestInfrastructure.kafkaBootstrapServers())) {
      events.create(1);
      String admin = issuer.token("admin").roles("admin").sign();
      String agent = issuer.token("alice").roles("agent").sign();
      try (WholeGateway gateway =
          new WholeGateway(
              issuer, events.name(), "--ticketstream.security.prometheus-public=false")) {
        assertThat(gateway.get("/actuator/prometheus", null).statusCode()).isEqualTo(401);
        assertThat(gateway.get("/actuator/prometheus", agent).statusCode()).isEqualTo(403);
        assertThat(gateway.get("/actuator/prometheus", admin).body())
            .contains("ticketstream_gateway_connections");
        assertThat(gateway.get("/actuator/health/readiness", agent).body())
            .doesNotContain("ticketEvents");
        assertThat(gateway.get("/actuator/health/readiness", admin).body())
            .contains("ticketEvents", "revocations");
      }
    }
  }
}
