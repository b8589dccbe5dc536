package dev.ticketstream.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that subscribes to {@code supportTicketEvents} as one user, keeps every message, and,
 * when its socket closes, comes back with its last cursor: what the hook library does, without a
 * library.
 */
final class EventObserver implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DOCUMENT =
      """
      subscription ($after: String) {
        supportTicketEvents(after: $after) {
          eventId eventType version cursor replayed match timestamp origin metadata previousState
          triggeredBy { id } comment { id comment internal who { id } }
          changes { field oldValue newValue }
          ticket {
            id reference request description status priority version commentCount updatedDate
            createdBy { id } assignedTo { id } watchers { id } relatedTickets { reference } tags
          }
        }
      }\
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI gateway;
  private final Supplier<String> token;
  private final List<ReceivedEvent> received = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final Thread loop;
  private volatile boolean closed;
  private volatile int connections;

  /**
   * Starts observing; returns when the first subscription is established.
   *
   * @param gateway the gateway's WebSocket address
   * @param token gives a valid token whenever the observer connects
   */
  EventObserver(URI gateway, Supplier<String> token) throws InterruptedException {
    this.gateway = gateway;
    this.token = token;
    this.loop = Thread.ofVirtual().start(this::run);
    if (!subscribed.await(30, TimeUnit.SECONDS)) {
      close();
      throw new IllegalStateException("no subscription within 30 s: " + errors());
    }
  }

  /** Everything received so far, in the order of arrival. */
  List<ReceivedEvent> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** The positions of everything received so far, in the order of arrival. */
  List<StreamPosition> positions() {
    return received().stream().map(ReceivedEvent::position).toList();
  }

  /** How often the observer had to connect. */
  int connections() {
    return connections;
  }

  /** Error frames and payloads with errors; none are expected. */
  List<String> errors() {
    synchronized (errors) {
      return List.copyOf(errors);
    }
  }

  @Override
  public void close() {
    closed = true;
    loop.interrupt();
    http.shutdownNow();
  }

  private void run() {
    while (!closed) {
      try {
        Connection connection = new Connection();
        http.newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .buildAsync(gateway, connection)
            .get(10, TimeUnit.SECONDS);
        connections++;
        connection.ended.get();
      } catch (ExecutionException | TimeoutException e) {
        // The gateway is away: try again until somebody closes the observer.
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private @Nullable String lastCursor() {
    synchronized (received) {
      return received.isEmpty() ? null : received.getLast().cursor();
    }
  }

  private final class Connection implements WebSocket.Listener {

    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();

    @Override
    public void onOpen(WebSocket socket) {
      send(
          socket,
          Map.of(
              "type",
              "connection_init",
              "payload",
              Map.of("Authorization", "Bearer " + token.get())));
      socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        JsonNode frame = JSON.readTree(message.toString());
        message.setLength(0);
        handle(socket, frame);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      ended.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.complete(1006);
    }

    private void handle(WebSocket socket, JsonNode frame) {
      switch (frame.get("type").asString()) {
        case "connection_ack" -> subscribe(socket);
        case "ping" -> send(socket, Map.of("type", "pong"));
        case "next" -> keep(frame.get("payload"));
        case "error" -> fault(frame);
        case "pong" -> subscribed.countDown();
        case "complete" -> {}
        default -> fault(frame);
      }
    }

    private void subscribe(WebSocket socket) {
      String after = lastCursor();
      send(
          socket,
          Map.of(
              "id", "events",
              "type", "subscribe",
              "payload",
                  Map.of(
                      "query",
                      DOCUMENT,
                      "variables",
                      after == null ? Map.of() : Map.of("after", after))));
      // Client messages are handled in order, so once the pong is back the subscription stands.
      send(socket, Map.of("type", "ping"));
    }

    private void keep(JsonNode payload) {
      JsonNode event = payload.at("/data/supportTicketEvents");
      if (payload.has("errors") || !event.isObject()) {
        fault(payload);
        return;
      }
      synchronized (received) {
        received.add(new ReceivedEvent(event));
      }
    }

    private void fault(JsonNode frame) {
      synchronized (errors) {
        errors.add(frame.toString());
      }
    }

    private void send(WebSocket socket, Map<String, ?> frame) {
      socket.sendText(JSON.writeValueAsString(frame), true);
    }
  }
}
