package dev.ticketstream.command.graphql;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                DataSize.ofKilobytes(128),
                DataSize.ofKilobytes(16),
                15,
                20_000,
                DataSize.ofKilobytes(96),
                10,
                20,
                50,
                50,
                100,
                1_000,
                DataSize.ofMegabytes(1)));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.ofEntries(
                    entry("ticketstream.graphql.request-size-max", "1MB"),
                    entry("ticketstream.graphql.document-size-max", "2KB"),
                    entry("ticketstream.graphql.depth-max", "3"),
                    entry("ticketstream.graphql.complexity-max", "4"),
                    entry("ticketstream.graphql.variables-size-max", "5KB"),
                    entry("ticketstream.graphql.operations-max", "6"),
                    entry("ticketstream.graphql.root-fields-max", "7"),
                    entry("ticketstream.graphql.aliases-max", "8"),
                    entry("ticketstream.graphql.directives-max", "9"),
                    entry("ticketstream.graphql.page-size-max", "10"),
                    entry("ticketstream.graphql.teams-max", "11"),
                    entry("ticketstream.graphql.document-cache-size", "8KB"))))
        .isEqualTo(
            new GraphQlLimits(
                DataSize.ofMegabytes(1),
                DataSize.ofKilobytes(2),
                3,
                4,
                DataSize.ofKilobytes(5),
                6,
                7,
                8,
                9,
                10,
                11,
                DataSize.ofKilobytes(8)));
  }

  @Test
  void refusesLimitsThatLetNothingThrough() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.graphql.depth-max", "0")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.graphql.depth-max must be at least 1: 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request-size-max",
        "document-size-max",
        "variables-size-max",
        "document-cache-size"
      })
  void refusesSizesOutOfRangeByTheirNames(String name) {
    for (String size : List.of("0", "-1", "10GB")) {
      assertThatThrownBy(() -> bind(Map.of("ticketstream.graphql." + name, size)))
          .isInstanceOf(BindException.class)
          .rootCause()
          .hasMessageStartingWith("ticketstream.graphql." + name + " must be ");
    }
  }

  private static GraphQlLimits bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.graphql", GraphQlLimits.class);
  }
}
