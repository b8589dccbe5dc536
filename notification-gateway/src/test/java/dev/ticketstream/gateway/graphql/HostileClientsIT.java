package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.gateway.wire.RawSocket.FIN;
import static dev.ticketstream.gateway.wire.RawSocket.PING;
import static dev.ticketstream.gateway.wire.RawSocket.TEXT;
import static dev.ticketstream.gateway.wire.RawSocket.frameBytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import dev.ticketstream.gateway.wire.Deflate;
import dev.ticketstream.gateway.wire.HostileInput;
import dev.ticketstream.gateway.wire.RawSocket;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Clients that send whatever they like, for some seconds ({@code ticketstream.test.fuzz}, a
 * duration, for longer), while another one goes about its business: the gateway must stay up, log
 * no fault, lose nothing, and answer each with a code of docs/protocol.md.
 */
class HostileClientsIT extends RunningGateway {

  private static final Logger log = LoggerFactory.getLogger(HostileClientsIT.class);
  private static final Duration TIME =
      Duration.parse(System.getProperty("ticketstream.test.fuzz", "PT10S"));
  private static final Set<Integer> CODES =
      Set.of(
          RawSocket.NORMAL,
          RawSocket.NO_CODE,
          RawSocket.DROPPED,
          1002,
          1007,
          1009,
          4400,
          4401,
          4403,
          4409,
          4429);
  private static final int USERS = 10;
  private static final String HTTP_HEAD =
      """
      POST /graphql HTTP/1.1
      Host: localhost
      Authorization: Bearer %s
      Content-Type: application/json
      Accept: %s
      Content-Length: %d

      """;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final HostileInput input = new HostileInput(seed);

  @Autowired MeterRegistry meters;

  @Test
  void areAnsweredAndDisturbNobody() throws Exception {
    String[] tokens =
        IntStream.range(0, USERS)
            .mapToObj(i -> ISSUER.token("hostile-" + i).roles("agent").sign())
            .toArray(String[]::new);
    AtomicBoolean stop = new AtomicBoolean();
    try (FaultWatch watch = new FaultWatch();
        TestSocket bystander = socket().connected(admin())) {
      bystander.subscribe("1", "subscription { supportTicketEvents { version } }");
      awaitSubscriptions(1);
      CompletableFuture<Integer> business =
          CompletableFuture.supplyAsync(() -> useUntil(stop, bystander), Thread.ofVirtual()::start);
      Instant end = Instant.now().plus(TIME);
      int attacks = 0;
      while (Instant.now().isBefore(end)) {
        attack(tokens[attacks % USERS]);
        attacks++;
      }
      stop.set(true);
      int events = business.get();
      log.info("{} attacks and {} events in {}, seed {}", attacks, events, TIME, seed);
      assertThat(attacks).isGreaterThan(50);
      awaitSubscriptions(1);
      await().untilAsserted(() -> assertThat(gauge("connections")).isEqualTo(1));
      assertThat(gauge("operations")).isEqualTo(1);
      assertThat(gauge("queue.bytes")).isZero();
      assertThat(health()).isEqualTo(200);
      assertThat(watch.faults()).describedAs("seed %d", seed).isEmpty();
    }
  }

  /** Sends events until it is to stop, and takes each one on the other side, in order. */
  private int useUntil(AtomicBoolean stop, TestSocket bystander) {
    TicketStory story = TicketStory.of(1, EventFixtures.CAROL);
    while (true) {
      int version = story.last().version();
      streams().emit(story.last());
      assertThat(bystander.next("next").toString())
          .describedAs("seed %d", seed)
          .contains("version=" + version + "}");
      if (stop.get()) {
        return version;
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      TicketPriority priority = story.ticket().priority();
      story.next(
          EventFixtures.ALICE,
          new TicketChange.PriorityChanged(
              priority, priority == TicketPriority.LOW ? TicketPriority.HIGH : TicketPriority.LOW));
    }
  }

  private void attack(String token) throws IOException {
    try {
      switch (random.nextInt(13)) {
        case 0 -> noHandshake();
        case 1 -> unauthenticated();
        case 2 -> noise(token);
        case 7 -> frames(token);
        case 3, 4 -> messages(token);
        case 5, 6 -> documents(token);
        case 8, 9 -> http(token);
        case 10, 11 -> compressed(token);
        default -> breaksOff(token);
      }
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private void noHandshake() throws IOException {
    try (RawSocket socket = RawSocket.silent(port)) {
      tolerant(() -> socket.raw(input.noise()).endOutput());
      socket.awaitEnd();
    }
  }

  private void unauthenticated() throws IOException {
    try (RawSocket socket = RawSocket.open(port, "")) {
      tolerant(
          () ->
              socket.frame(FIN | TEXT, input.message()).frame(FIN | RawSocket.CLOSE, new byte[0]));
      assertKnownClose(socket);
    }
  }

  private void noise(String token) throws IOException {
    try (RawSocket socket = RawSocket.connected(port, token)) {
      tolerant(() -> socket.raw(input.noise()).endOutput());
      assertKnownClose(socket);
    }
  }

  private void frames(String token) throws IOException {
    try (RawSocket socket = RawSocket.connected(port, token)) {
      tolerant(
          () -> {
            for (int i = random.nextInt(5); i >= 0; i--) {
              boolean masked = random.nextInt(8) > 0;
              socket.raw(frameBytes(random.nextInt(1 << Byte.SIZE), input.noise(), masked));
            }
            socket.endOutput();
          });
      assertKnownClose(socket);
    }
  }

  private void messages(String token) throws IOException {
    try (RawSocket socket = RawSocket.connected(port, token)) {
      tolerant(
          () -> {
            for (int i = random.nextInt(5); i >= 0; i--) {
              fragmented(socket, TEXT, input.message());
            }
            socket.frame(FIN | RawSocket.CLOSE, RawSocket.NORMAL_CLOSE);
          });
      assertKnownClose(socket);
    }
  }

  /** Messages that are compressed, some of them wrongly, and frames that only say so. */
  private void compressed(String token) throws IOException {
    try (RawSocket socket = RawSocket.connected(port, token, RawSocket.OFFER)) {
      tolerant(
          () -> {
            for (int i = random.nextInt(5); i >= 0; i--) {
              byte[] message = random.nextInt(8) == 0 ? input.noise() : input.message();
              byte[] deflated = Deflate.deflated(message);
              if (random.nextInt(4) == 0 && deflated.length > 0) {
                deflated[random.nextInt(deflated.length)] ^= (byte) (1 << random.nextInt(8));
              }
              fragmented(
                  socket, TEXT | RawSocket.RSV1, random.nextInt(8) == 0 ? message : deflated);
            }
            socket.frame(FIN | RawSocket.CLOSE, RawSocket.NORMAL_CLOSE);
          });
      assertKnownClose(socket);
    }
  }

  /** Each is answered, so that the connection serves the next one. */
  private void documents(String token) throws IOException {
    try (RawSocket socket = RawSocket.connected(port, token)) {
      for (int i = random.nextInt(5); i >= 0; i--) {
        String message = input.subscribe();
        if (message.getBytes(UTF_8).length > 64 * 1024) {
          continue;
        }
        socket.text(message).text("{\"id\":\"1\",\"type\":\"complete\"}");
        socket.text("{\"type\":\"ping\"}").awaitText("\"pong\"");
      }
      socket.frame(FIN | RawSocket.CLOSE, RawSocket.NORMAL_CLOSE);
      assertThat(socket.awaitClose()).isEqualTo(RawSocket.NORMAL);
    }
  }

  /** Whatever is in a request's body, it is not the gateway that is at fault. */
  private void http(String token) throws IOException {
    byte[] body = random.nextBoolean() ? input.message() : input.request();
    String accepted = random.nextBoolean() ? "application/json" : "text/event-stream";
    try (RawSocket socket = RawSocket.silent(port)) {
      tolerant(
          () ->
              socket
                  .raw(
                      HTTP_HEAD
                          .formatted(token, accepted, body.length)
                          .replace("\n", "\r\n")
                          .getBytes(UTF_8))
                  .raw(body));
      assertThat(socket.awaitStatus())
          .describedAs("seed %d, body %s", seed, new String(body, UTF_8))
          .isIn(200, 400, 405, 406, 413, 415);
      if (random.nextBoolean()) {
        socket.reset();
      }
    }
  }

  private void breaksOff(String token) throws IOException {
    RawSocket socket = RawSocket.connected(port, token);
    tolerant(
        () -> {
          socket.text(input.subscribe());
          byte[] last = frameBytes(FIN | TEXT, input.message(), true);
          socket.raw(java.util.Arrays.copyOf(last, random.nextInt(last.length)));
        });
    if (random.nextBoolean()) {
      socket.reset();
    } else {
      socket.close();
    }
  }

  private void fragmented(RawSocket socket, int first, byte[] message) throws IOException {
    int at = 0;
    int opcode = first;
    do {
      int length = Math.min(message.length - at, 1 + random.nextInt(1 + message.length));
      boolean last = at + length == message.length;
      socket.frame(
          (last ? FIN : 0) | opcode, java.util.Arrays.copyOfRange(message, at, at + length));
      if (random.nextInt(10) == 0) {
        socket.frame(FIN | PING, new byte[random.nextInt(126)]);
      }
      opcode = RawSocket.CONTINUATION;
      at += length;
    } while (at < message.length);
  }

  private static void assertKnownClose(RawSocket socket) throws IOException {
    assertThat(socket.awaitClose()).isIn(CODES);
  }

  private interface Sending {
    void run() throws IOException;
  }

  /** The gateway may close while we are still sending. */
  private static void tolerant(Sending sending) {
    try {
      sending.run();
    } catch (IOException _) {
      // What it says, is read afterwards.
    }
  }

  private double gauge(String name) {
    return meters.get("ticketstream.gateway." + name).gauge().value();
  }

  private int health() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(httpUri("/actuator/health")).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
