package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SizePropertiesTests {

  private static final List<Class<? extends Record>> PROPERTIES =
      List.of(
          ConnectionProperties.class,
          OutboundProperties.class,
          CompressionProperties.class,
          GraphQlLimits.class);

  @ParameterizedTest
  @CsvSource({
    "connection, message-size-max, 0",
    "connection, message-size-max, -1",
    "connection, message-size-max, 10GB",
    "connection, outbound-size-max, 0",
    "connection, outbound-size-max, 10GB",
    "outbound, total-size-max, 0",
    "outbound, total-size-max, 5000TB",
    "compression, payload-size-min, -5",
    "compression, payload-size-min, 10GB",
    "graphql, document-size-max, 0",
    "graphql, document-size-max, 10GB",
    "graphql, variables-size-max, 0",
    "graphql, variables-size-max, 10GB",
    "graphql, document-cache-size, 0",
    "graphql, document-cache-size, 10GB"
  })
  void aSizeOutOfRangeIsRefusedByItsName(String group, String name, String size) {
    String prefix = "ticketstream.gateway." + group;
    Class<?> type =
        switch (group) {
          case "connection" -> ConnectionProperties.class;
          case "outbound" -> OutboundProperties.class;
          case "compression" -> CompressionProperties.class;
          default -> GraphQlLimits.class;
        };
    assertThatThrownBy(
            () ->
                new Binder(new MapConfigurationPropertySource(Map.of(prefix + "." + name, size)))
                    .bindOrCreate(prefix, type))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageStartingWith(prefix + "." + name + " must be ");
  }

  /** A new one needs its rows above. */
  @Test
  void theTableAboveHasEverySize() {
    assertThat(
            PROPERTIES.stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(component -> component.getType() == DataSize.class)
                .map(RecordComponent::getName))
        .containsExactlyInAnyOrder(
            "messageSizeMax",
            "outboundSizeMax",
            "totalSizeMax",
            "payloadSizeMin",
            "documentSizeMax",
            "variablesSizeMax",
            "documentCacheSize");
  }
}
