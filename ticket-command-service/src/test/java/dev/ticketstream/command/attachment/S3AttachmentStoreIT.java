package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

class S3AttachmentStoreIT extends AttachmentStoreContract {

  @TempDir static Path directory;

  private static @Nullable S3Server server;
  private static @Nullable S3Client client;

  @BeforeAll
  static void start() throws IOException {
    // The SDK looks for them here as well as in the environment.
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    server = new S3Server(directory);
    client = S3Clients.create(properties(server.endpoint()));
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Override
  AttachmentStore store() {
    return new S3AttachmentStore(
        S3AttachmentStoreIT::client, S3Server.BUCKET, properties(URI.create("unused:/")));
  }

  @Override
  boolean anythingLeft(UUID contentId) {
    String key = "attachments/" + contentId;
    return !client()
            .listObjectsV2(request -> request.bucket(S3Server.BUCKET).prefix(key))
            .contents()
            .isEmpty()
        || begunUploads(key) > 0;
  }

  @Test
  void removesPartsOfAnUploadWhoseProcessDied() {
    UUID id = UUID.randomUUID();
    client()
        .createMultipartUpload(request -> request.bucket(S3Server.BUCKET).key("attachments/" + id));
    assertThat(anythingLeft(id)).isTrue();
    store().delete(id);
    assertThat(anythingLeft(id)).isFalse();
  }

  @Test
  void aServerThatIsAwayIsAFault() {
    S3Properties nowhere =
        new S3Properties(
            S3Server.BUCKET,
            URI.create("http://localhost:1"),
            "us-east-1",
            true,
            "",
            DataSize.ofMegabytes(5),
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(20));
    try (S3Client away = S3Clients.create(nowhere)) {
      AttachmentStore store = new S3AttachmentStore(() -> away, S3Server.BUCKET, nowhere);
      assertThatThrownBy(() -> store.put(UUID.randomUUID(), new ByteArrayInputStream(new byte[10])))
          .isInstanceOf(SdkException.class);
    }
  }

  private static int begunUploads(String key) {
    return client()
        .listMultipartUploads(request -> request.bucket(S3Server.BUCKET).prefix(key))
        .uploads()
        .size();
  }

  private static S3Client client() {
    S3Client running = client;
    if (running == null) {
      throw new IllegalStateException("the server was not started");
    }
    return running;
  }

  private static S3Properties properties(URI endpoint) {
    return new S3Properties(
        S3Server.BUCKET,
        endpoint,
        "us-east-1",
        true,
        "attachments/",
        DataSize.ofMegabytes(5),
        DataSize.ofMegabytes(1),
        Duration.ofMinutes(1));
  }
}
