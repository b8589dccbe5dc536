package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class PropertiesTests {

  @Test
  void connectionsHaveTheseDefaults() {
    assertThat(connection(Map.of()))
        .isEqualTo(
            new ConnectionProperties(
                50_000,
                20,
                100,
                50,
                DataSize.ofKilobytes(64),
                Duration.ofSeconds(10),
                Duration.ofSeconds(25),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                DataSize.ofKilobytes(256),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20)));
  }

  @Test
  void everyConnectionPropertyCanBeSet() {
    String prefix = "ticketstream.gateway.connection.";
    assertThat(
            connection(
                Map.ofEntries(
                    Map.entry(prefix + "connections-max", "1"),
                    Map.entry(prefix + "connections-per-user-max", "2"),
                    Map.entry(prefix + "operations-max", "3"),
                    Map.entry(prefix + "messages-per-second-max", "4"),
                    Map.entry(prefix + "message-size-max", "5KB"),
                    Map.entry(prefix + "init-timeout", "6s"),
                    Map.entry(prefix + "ping-interval", "7s"),
                    Map.entry(prefix + "pong-timeout", "8s"),
                    Map.entry(prefix + "expiry-warning", "9s"),
                    Map.entry(prefix + "outbound-size-max", "10KB"),
                    Map.entry(prefix + "slow-consumer-timeout", "11s"),
                    Map.entry(prefix + "close-timeout", "12s"),
                    Map.entry(prefix + "drain-time", "13s"))))
        .isEqualTo(
            new ConnectionProperties(
                1,
                2,
                3,
                4,
                DataSize.ofKilobytes(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                Duration.ofSeconds(9),
                DataSize.ofKilobytes(10),
                Duration.ofSeconds(11),
                Duration.ofSeconds(12),
                Duration.ofSeconds(13)));
  }

  @Test
  void documentsHaveTheseDefaults() {
    assertThat(bind("ticketstream.gateway.graphql", GraphQlLimits.class, Map.of()))
        .isEqualTo(
            new GraphQlLimits(
                DataSize.ofKilobytes(16),
                DataSize.ofKilobytes(48),
                16,
                300,
                10,
                20,
                30,
                50,
                500,
                50,
                DataSize.ofMegabytes(1)));
  }

  @Test
  void everyDocumentLimitCanBeSet() {
    String prefix = "ticketstream.gateway.graphql.";
    assertThat(
            bind(
                "ticketstream.gateway.graphql",
                GraphQlLimits.class,
                Map.ofEntries(
                    Map.entry(prefix + "document-size-max", "1"),
                    Map.entry(prefix + "variables-size-max", "2"),
                    Map.entry(prefix + "depth-max", "3"),
                    Map.entry(prefix + "complexity-max", "4"),
                    Map.entry(prefix + "operations-max", "5"),
                    Map.entry(prefix + "root-fields-max", "6"),
                    Map.entry(prefix + "aliases-max", "7"),
                    Map.entry(prefix + "directives-max", "8"),
                    Map.entry(prefix + "filter-values-max", "9"),
                    Map.entry(prefix + "views-per-user-max", "10"),
                    Map.entry(prefix + "document-cache-size", "11"))))
        .isEqualTo(
            new GraphQlLimits(
                DataSize.ofBytes(1),
                DataSize.ofBytes(2),
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                DataSize.ofBytes(11)));
  }

  @Test
  void anInstanceHasANameThatCanBeSet() {
    assertThat(bind("ticketstream.gateway.admin", AdminProperties.class, Map.of()))
        .isEqualTo(new AdminProperties("gateway"));
    assertThat(
            bind(
                "ticketstream.gateway.admin",
                AdminProperties.class,
                Map.of("ticketstream.gateway.admin.instance", "pod-1")))
        .isEqualTo(new AdminProperties("pod-1"));
  }

  @Test
  void requestersReopenForAsLongAsInTheCommandService() {
    assertThat(bind("ticketstream.ticket", TicketProperties.class, Map.of()))
        .isEqualTo(new TicketProperties(Duration.ofDays(14)));
    assertThat(
            bind(
                "ticketstream.ticket",
                TicketProperties.class,
                Map.of("ticketstream.ticket.reopen-window", "2d")))
        .isEqualTo(new TicketProperties(Duration.ofDays(2)));
  }

  private static ConnectionProperties connection(Map<String, String> properties) {
    return bind("ticketstream.gateway.connection", ConnectionProperties.class, properties);
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
  }
}
