package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class OutboundPropertiesTests {

  private static final String PREFIX = "ticketstream.gateway.outbound.";

  @Test
  void haveTheseDefaults() {
    OutboundProperties properties = bind(Map.of());
    assertThat(properties).isEqualTo(new OutboundProperties(null, 524_288));
    assertThat(properties.totalBytesMax()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
  }

  @Test
  void canBeSet() {
    OutboundProperties properties =
        bind(Map.of(PREFIX + "total-size-max", "5MB", PREFIX + "pending-frames-max", "2048"));
    assertThat(properties).isEqualTo(new OutboundProperties(DataSize.ofMegabytes(5), 2_048));
    assertThat(properties.totalBytesMax()).isEqualTo(5L * 1024 * 1024);
  }

  private static OutboundProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate(PREFIX.substring(0, PREFIX.length() - 1), OutboundProperties.class);
  }
}
