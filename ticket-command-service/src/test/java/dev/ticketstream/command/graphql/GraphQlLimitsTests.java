package dev.ticketstream.command.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class GraphQlLimitsTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new GraphQlLimits(
                DataSize.ofKilobytes(128), DataSize.ofKilobytes(16), 15, 20_000, 50, 100, 1_000));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    "ticketstream.graphql.request-size-max", "1MB",
                    "ticketstream.graphql.document-size-max", "2KB",
                    "ticketstream.graphql.depth-max", "3",
                    "ticketstream.graphql.complexity-max", "4",
                    "ticketstream.graphql.aliases-max", "5",
                    "ticketstream.graphql.page-size-max", "6",
                    "ticketstream.graphql.teams-max", "7")))
        .isEqualTo(
            new GraphQlLimits(DataSize.ofMegabytes(1), DataSize.ofKilobytes(2), 3, 4, 5, 6, 7));
  }

  @Test
  void refusesLimitsThatLetNothingThrough() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.graphql.depth-max", "0")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.graphql.depth-max must be at least 1: 0");
  }

  private static GraphQlLimits bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.graphql", GraphQlLimits.class);
  }
}
