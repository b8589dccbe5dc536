package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class AttachmentPropertiesTests {

  private static final String PREFIX = "ticketstream.attachments";

  @Test
  void hasTheDocumentedDefaults() {
    AttachmentProperties properties = bind(Map.of());
    assertThat(properties.store()).isEqualTo(StoreKind.POSTGRESQL);
    assertThat(properties.fileSizeMax()).isEqualTo(DataSize.ofMegabytes(100));
    assertThat(properties.chunkSize()).isEqualTo(DataSize.ofKilobytes(256));
    assertThat(properties.allowedTypes())
        .contains("application/pdf", "image/png", "text/plain")
        .doesNotContain("text/html", "image/svg+xml", "application/xml");
    assertThat(properties.refusedExtensions()).contains("html", "exe", "ps1");
    assertThat(properties.upload())
        .isEqualTo(new AttachmentProperties.Upload(Duration.ofMinutes(15), 16, 4));
    assertThat(properties.download())
        .isEqualTo(new AttachmentProperties.Download(Duration.ofHours(1), 64, 16));
    assertThat(properties.unclaimed())
        .isEqualTo(
            new AttachmentProperties.Unclaimed(
                Duration.ofHours(24), 50, DataSize.ofMegabytes(500), Duration.ofMinutes(5), 500));
  }

  @Test
  void bindsEveryProperty() {
    AttachmentProperties properties =
        bind(
            Map.ofEntries(
                Map.entry("store", "s3"),
                Map.entry("file-size-max", "1MB"),
                Map.entry("chunk-size", "4KB"),
                Map.entry("allowed-types", "Image/PNG"),
                Map.entry("refused-extensions", "EXE,jar"),
                Map.entry("upload.timeout", "1s"),
                Map.entry("upload.concurrent-max", "2"),
                Map.entry("upload.concurrent-per-user-max", "3"),
                Map.entry("download.timeout", "4s"),
                Map.entry("download.concurrent-max", "5"),
                Map.entry("download.concurrent-per-user-max", "6"),
                Map.entry("unclaimed.retention", "7s"),
                Map.entry("unclaimed.count-per-user-max", "8"),
                Map.entry("unclaimed.size-per-user-max", "9B"),
                Map.entry("unclaimed.removal-interval", "10s"),
                Map.entry("unclaimed.removal-batch-size", "11")));
    assertThat(properties)
        .isEqualTo(
            new AttachmentProperties(
                StoreKind.S3,
                DataSize.ofMegabytes(1),
                List.of("image/png"),
                List.of("exe", "jar"),
                new AttachmentProperties.Upload(Duration.ofSeconds(1), 2, 3),
                new AttachmentProperties.Download(Duration.ofSeconds(4), 5, 6),
                new AttachmentProperties.Unclaimed(
                    Duration.ofSeconds(7), 8, DataSize.ofBytes(9), Duration.ofSeconds(10), 11),
                DataSize.ofKilobytes(4)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file-size-max",
        "chunk-size",
        "upload.timeout",
        "upload.concurrent-max",
        "upload.concurrent-per-user-max",
        "download.timeout",
        "download.concurrent-max",
        "download.concurrent-per-user-max",
        "unclaimed.retention",
        "unclaimed.count-per-user-max",
        "unclaimed.size-per-user-max",
        "unclaimed.removal-interval",
        "unclaimed.removal-batch-size"
      })
  void refusesNothingAsALimit(String name) {
    assertThatThrownBy(() -> bind(Map.of(name, "0")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageStartingWith("%s.%s must be".formatted(PREFIX, name));
  }

  static AttachmentProperties bind(Map<String, String> values) {
    Map<String, String> prefixed = new HashMap<>();
    values.forEach((name, value) -> prefixed.put(PREFIX + "." + name, value));
    return new Binder(new MapConfigurationPropertySource(prefixed))
        .bindOrCreate(PREFIX, AttachmentProperties.class);
  }
}
