package dev.ticketstream.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.wire.RawSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class RequestDeadlineTests {

  /** Long enough for this side to send the next request in time on a busy machine. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final Duration LONGER = TIMEOUT.plusMillis(500);
  private static final String REQUEST = "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final DisposableServer server =
      HttpServerConfiguration.withDeadlines(HttpServer.create().host("localhost").port(0), TIMEOUT)
          .route(
              routes ->
                  routes
                      .get("/fast", (_, response) -> response.sendString(Mono.just("done")))
                      .get(
                          "/slow",
                          (_, response) ->
                              response.sendString(Mono.just("done").delayElement(LONGER)))
                      .post(
                          "/body",
                          (request, response) ->
                              response.sendString(
                                  request.receive().aggregate().asString().delayElement(LONGER)))
                      .ws("/graphql", (in, out) -> out.sendString(in.receive().asString())))
          .bindNow();

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @Test
  void endsAConnectionOnWhichNothingIsSaid() throws IOException {
    try (RawSocket socket = RawSocket.silent(server.port())) {
      socket.awaitEnd();
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void endsAConnectionWhoseRequestComesTooSlowly() throws IOException {
    try (RawSocket socket = RawSocket.silent(server.port())) {
      socket.raw("GET /fast HTTP/1.1\r\nHost: ".getBytes(US_ASCII));
      assertThatThrownBy(
              () ->
                  await()
                      .pollInterval(Duration.ofMillis(20))
                      .until(
                          () -> {
                            socket.raw(new byte[] {'a'});
                            return false;
                          }))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void endsAConnectionWhoseRequestHasNoEnd() throws IOException {
    try (RawSocket socket = RawSocket.silent(server.port())) {
      socket.raw(
          "POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n1"
              .getBytes(US_ASCII));
      socket.awaitEnd();
    }
  }

  @Test
  void waitsForAnAnswerAsLongAsItTakes() throws IOException {
    try (RawSocket socket = RawSocket.silent(server.port())) {
      socket.raw(REQUEST.formatted("slow").getBytes(US_ASCII));
      socket.awaitBytes("done");
    }
  }

  @Test
  void waitsForAnAnswerToARequestThatHadToBeAskedFor() throws IOException {
    try (RawSocket socket = RawSocket.silent(server.port())) {
      socket.raw(
          "POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
              .getBytes(US_ASCII));
      socket.awaitBytes("100 Continue");
      socket.raw("done".getBytes(US_ASCII)).awaitBytes("done");
    }
  }

  @Test
  void takesOneRequestAfterTheOther() throws IOException {
    try (RawSocket socket = RawSocket.silent(server.port())) {
      for (String path : new String[] {"fast", "slow", "fast"}) {
        socket.raw(REQUEST.formatted(path).getBytes(US_ASCII));
        socket.awaitBytes("done");
      }
      socket.awaitEnd();
    }
  }

  @Test
  void waitsForTheAnswersToRequestsThatCameAtOnce() throws IOException {
    try (RawSocket socket = RawSocket.silent(server.port())) {
      socket.raw(REQUEST.formatted("slow").repeat(2).getBytes(US_ASCII));
      socket.awaitBytes("done");
      socket.awaitBytes("done");
      socket.awaitEnd();
    }
  }

  @Test
  void leavesAWebSocketAlone() throws IOException {
    try (RawSocket socket = RawSocket.open(server.port(), "")) {
      await().pollDelay(LONGER).until(() -> true);
      assertThat(socket.text("hello").awaitText("hello")).isEqualTo("hello");
    }
  }

  @Test
  void hasADefaultThatCanBeSet() {
    assertThat(properties(Map.of())).isEqualTo(new HttpProperties(Duration.ofSeconds(20)));
    assertThat(properties(Map.of("ticketstream.gateway.http.request-timeout", "1s")))
        .isEqualTo(new HttpProperties(Duration.ofSeconds(1)));
  }

  private static HttpProperties properties(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("ticketstream.gateway.http", HttpProperties.class);
  }
}
