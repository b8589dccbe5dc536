package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class S3PropertiesTests {

  private static final String PREFIX = "ticketstream.attachments.s3";

  @Test
  void hasTheDocumentedDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new S3Properties(
                null,
                null,
                "us-east-1",
                false,
                "attachments/",
                DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(1),
                Duration.ofMinutes(1)));
  }

  @Test
  void bindsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "bucket", "desk",
                    "endpoint", "https://s3.example",
                    "region", "eu-central-1",
                    "path-style", "true",
                    "key-prefix", "files/",
                    "part-size", "8MB",
                    "read-size", "2MB",
                    "timeout", "5s")))
        .isEqualTo(
            new S3Properties(
                "desk",
                URI.create("https://s3.example"),
                "eu-central-1",
                true,
                "files/",
                DataSize.ofMegabytes(8),
                DataSize.ofMegabytes(2),
                Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @CsvSource({"part-size, 4MB", "part-size, 10GB", "read-size, 0", "read-size, 10GB", "timeout, 0"})
  void refusesValuesThatCannotBe(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of(name, value)))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageStartingWith("%s.%s must be".formatted(PREFIX, name));
  }

  private static S3Properties bind(Map<String, String> values) {
    Map<String, String> prefixed = new HashMap<>();
    values.forEach((name, value) -> prefixed.put(PREFIX + "." + name, value));
    return new Binder(new MapConfigurationPropertySource(prefixed))
        .bindOrCreate(PREFIX, S3Properties.class);
  }
}
