package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CompressionPropertiesTests {

  private static final String PREFIX = "ticketstream.gateway.compression.";

  @Test
  void haveTheseDefaults() {
    CompressionProperties properties = bind(Map.of());
    assertThat(properties).isEqualTo(new CompressionProperties(false, DataSize.ofBytes(256)));
    assertThat(properties.payloadBytesMin()).isEqualTo(256);
  }

  @Test
  void canBeSet() {
    assertThat(bind(Map.of(PREFIX + "enabled", "true", PREFIX + "payload-size-min", "1KB")))
        .isEqualTo(new CompressionProperties(true, DataSize.ofKilobytes(1)));
  }

  private static CompressionProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate(PREFIX.substring(0, PREFIX.length() - 1), CompressionProperties.class);
  }
}
