package dev.ticketstream.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTests {

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
    try (ServerSocket socket = new ServerSocket(0)) {
      Thread server =
          Thread.startVirtualThread(
              () -> {
                try (var connection = socket.accept()) {
                  connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(BrokerProbe.answers(socket.getLocalPort())).isFalse();
      server.join();
    }
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
