package dev.ticketstream.standalone.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTests {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void listensOnTheLoopbackInterfaceOnlyAndCreatesNoTopicsByItself() throws Exception {
    new KafkaBroker(folder, 19092, 19093, folder.resolve("log")).prepare(List.of("java"), Map.of());
    List<String> configuration = Files.readAllLines(folder.resolve("server.properties"));
    assertThat(configuration)
        .contains(
            "listeners=PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093",
            "advertised.listeners=PLAINTEXT://127.0.0.1:19092",
            "auto.create.topics.enable=false");
    assertThat(configuration).noneMatch(line -> line.contains("0.0.0.0"));
  }

  @Test
  void aServerThatIsNoBrokerIsNotReady() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      CompletableFuture<byte[]> request =
          answerOnce(server, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      assertThat(BrokerProbe.answers(server.getLocalPort())).isFalse();
      assertThat(request).succeedsWithin(DEADLINE).isEqualTo(BrokerProbe.request());
    }
  }

  @Test
  void aServerThatAnswersTheRequestIsReady() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      // Length, correlation id, no error, no versions.
      byte[] answer = {0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0};
      CompletableFuture<byte[]> request = answerOnce(server, answer);
      assertThat(BrokerProbe.answers(server.getLocalPort())).isTrue();
      assertThat(request)
          .succeedsWithin(DEADLINE)
          .isEqualTo(new byte[] {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1});
    }
  }

  /**
   * Answers one connection when its request is there: a socket that is closed with something unread
   * is reset, and the answer may be lost.
   */
  private static CompletableFuture<byte[]> answerOnce(ServerSocket server, byte[] answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket connection = server.accept()) {
            byte[] request = connection.getInputStream().readNBytes(BrokerProbe.request().length);
            connection.getOutputStream().write(answer);
            return request;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        Thread::startVirtualThread);
  }

  @Test
  void aClosedPortIsNotReady() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    int closed = port;
    assertThatThrownBy(() -> BrokerProbe.answers(closed)).isInstanceOf(IOException.class);
  }
}
