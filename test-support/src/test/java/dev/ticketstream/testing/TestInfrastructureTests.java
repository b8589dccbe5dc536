package dev.ticketstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestInfrastructureTests {

  @Test
  void everyDatabaseIsEmptyAndItsOwnOnPostgres18() throws Exception {
    Database first = TestInfrastructure.freshDatabase();
    Database second = TestInfrastructure.freshDatabase();
    assertThat(first.jdbcUrl()).isNotEqualTo(second.jdbcUrl());
    try (var connection =
            DriverManager.getConnection(second.jdbcUrl(), second.username(), second.password());
        var version = connection.createStatement().executeQuery("show server_version_num")) {
      version.next();
      assertThat(version.getInt(1)).isBetween(180_000, 189_999);
    }
  }

  @Test
  void theBrokerAnswersAndCreatesNoTopicsByItself() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
      assertThat(admin.listTopics().names().get()).isEmpty();
    }
  }

  @Test
  void theIssuerPublishesItsKey() throws Exception {
    try (TestIssuer issuer = TestIssuer.start();
        HttpClient client = HttpClient.newHttpClient()) {
      var response =
          client.send(
              HttpRequest.newBuilder(URI.create(issuer.uri() + "/jwks")).build(),
              BodyHandlers.ofString());
      assertThat(response.body()).contains("\"kty\":\"RSA\"").doesNotContain("\"d\"");
      assertThat(issuer.token("alice").roles("agent").sign().split("\\.")).hasSize(3);
    }
  }
}
