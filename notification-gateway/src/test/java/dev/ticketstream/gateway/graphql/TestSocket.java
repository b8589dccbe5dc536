package dev.ticketstream.gateway.graphql;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A raw WebSocket client: sends what it is told, right or wrong, and keeps what comes. */
final class TestSocket implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A close frame. */
  record Close(int code, String reason) {}

  private final BlockingQueue<Map<String, Object>> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final CompletableFuture<Close> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private TestSocket(URI uri, List<String> subprotocols, Map<String, String> headers) {
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    headers.forEach(builder::header);
    if (!subprotocols.isEmpty()) {
      builder.subprotocols(
          subprotocols.getFirst(),
          subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
    }
    this.socket = builder.buildAsync(uri, new Listener()).join();
  }

  static TestSocket open(URI uri) {
    return new TestSocket(uri, List.of("graphql-transport-ws"), Map.of());
  }

  static TestSocket open(URI uri, List<String> subprotocols, Map<String, String> headers) {
    return new TestSocket(uri, subprotocols, headers);
  }

  TestSocket send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  TestSocket sendBinary(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  /** Sends {@code text} in fragments: two, of which the JDK makes more when they are long. */
  TestSocket sendFragmented(String text) {
    int middle = text.length() / 2;
    socket.sendText(text.substring(0, middle), false).join();
    socket.sendText(text.substring(middle), true).join();
    return this;
  }

  TestSocket init(@Nullable String token) {
    return send(
        token == null
            ? "{\"type\":\"connection_init\"}"
            : """
            {"type":"connection_init","payload":{"Authorization":"Bearer %s"}}\
            """
                .formatted(token));
  }

  /** Initialises the connection and waits for the acknowledgement. */
  TestSocket connected(String token) {
    init(token).next("connection_ack");
    return this;
  }

  TestSocket subscribe(String id, String query) {
    return subscribe(id, query, Map.of());
  }

  TestSocket subscribe(String id, String query, Map<String, Object> variables) {
    return send(
        JSON.writeValueAsString(
            Map.of(
                "id",
                id,
                "type",
                "subscribe",
                "payload",
                Map.of("query", query, "variables", variables))));
  }

  TestSocket complete(String id) {
    return send(JSON.writeValueAsString(Map.of("id", id, "type", "complete")));
  }

  /** The next message, which must be of this type; answers and skips the server's pings. */
  Map<String, Object> next(String type) {
    Map<String, Object> message = next();
    if (!type.equals(message.get("type"))) {
      throw new AssertionError("expected %s, got %s".formatted(type, message));
    }
    return message;
  }

  Map<String, Object> next() {
    while (true) {
      Map<String, Object> message = poll(DEADLINE);
      if (message == null) {
        throw new AssertionError("no message in " + DEADLINE + "; closed: " + closed.getNow(null));
      }
      if (!"ping".equals(message.get("type"))) {
        return message;
      }
      send("{\"type\":\"pong\"}");
    }
  }

  /** The next message of any type, pings included; they are not answered. */
  Map<String, Object> nextRaw() {
    return requireNonNull(poll(DEADLINE), "no message in time");
  }

  /**
   * The next message that carries a result, as it came; for sockets that are asked nothing else.
   */
  String nextResultText() {
    try {
      while (true) {
        String text = texts.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        if (text == null) {
          throw new AssertionError("no result in " + DEADLINE);
        }
        if ("next".equals(message(text).get("type"))) {
          return text;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private @Nullable Map<String, Object> poll(Duration timeout) {
    try {
      return messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What has come and was not asked for. */
  List<Map<String, Object>> unread() {
    return new ArrayList<>(messages);
  }

  Close awaitClose() {
    return closed.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  /** Goes without a word, as a lost network connection does. */
  void leave() {
    socket.abort();
  }

  @Override
  public void close() {
    leave();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(message(text.toString()));
        texts.add(text.toString());
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        WebSocket webSocket, ByteBuffer data, boolean last) {
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      closed.complete(new Close(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> message(String text) {
    return JSON.readValue(text, Map.class);
  }
}
