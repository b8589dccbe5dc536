package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.fixtures.TicketStory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Subscriptions over server-sent events: graphql-sse's distinct connections mode. */
class EventStreamIT extends RunningGateway {

  @Autowired @Nullable MeterRegistry meters;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String SUBSCRIPTION = "subscription { myTicketUpdates { version } }";

  private HttpRequest.Builder raw(String token, String body) {
    return HttpRequest.newBuilder(httpUri("/graphql"))
        .header("Content-Type", "application/json")
        .header("Accept", "text/event-stream")
        .header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpRequest request(String token, String query) {
    return raw(token, JsonMapper.shared().writeValueAsString(Map.of("query", query))).build();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void pushesEventsUntilTheClientGoes() throws Exception {
    HttpResponse<InputStream> response =
        CLIENT.send(
            request(alice(), "subscription { supportTicketEvents { version } }"),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    awaitSubscriptions(1);
    TicketStory story = TicketStory.of(1, CAROL);
    streams().emit(story.last());
    streams().emit(story.next(ALICE, new TicketChange.TagAdded("vip")).last());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(List.of(lines.readLine(), lines.readLine())).containsExactly(":", "");
      for (int version = 1; version <= 2; version++) {
        assertThat(List.of(lines.readLine(), lines.readLine(), lines.readLine()))
            .containsExactly(
                "event: next",
                "data: {\"data\":{\"supportTicketEvents\":{\"version\":%d}}}".formatted(version),
                "");
      }
    }
    awaitSubscriptions(0);
  }

  @Test
  void answersAQueryWithOneResult() throws Exception {
    assertThat(send(request(carol(), "{ me { id } }")).body())
        .isEqualTo(
            ":\n\nevent: next\ndata: {\"data\":{\"me\":{\"id\":\"carol\"}}}\n\n"
                + "event: complete\ndata: \n\n");
  }

  /** PROTOCOL.md: "Validation steps … MUST report errors through an accepted SSE connection". */
  @Test
  void reportsWhatIsWrongWithAnOperationInTheStream() throws Exception {
    for (String query : List.of("{ nothing }", "{ me { ", "", "subscription { nothing }")) {
      HttpResponse<String> response = send(request(carol(), query));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .as(query)
          .contains("event: next\ndata: {\"errors\":[", "\"code\":\"INVALID_INPUT\"")
          .endsWith("event: complete\ndata: \n\n");
    }
    assertThat(send(request(carol(), "subscription { teamTicketUpdates { version } }")).body())
        .contains("\"code\":\"FORBIDDEN\"")
        .endsWith("event: complete\ndata: \n\n");
  }

  @Test
  void refusesWhatIsNoGraphQlRequest() throws Exception {
    for (String body : List.of("", "{", "[]", "{}", "{\"query\":7}", "{\"query\":\"\"}x")) {
      HttpResponse<String> response = send(raw(carol(), body).build());
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(response.body())
          .contains("\"code\":\"INVALID_INPUT\"", "The request")
          .doesNotContain("essage", "subscribe");
    }
    assertThat(send(raw(carol(), " ".repeat(64 * 1024 + 1)).build()).statusCode()).isEqualTo(413);
    assertThat(
            send(raw(carol(), "query").setHeader("Content-Type", "text/plain").build())
                .statusCode())
        .isEqualTo(415);
    assertThat(send(request("nonsense", SUBSCRIPTION)).statusCode()).isEqualTo(401);
  }

  @Test
  void hasTheSameCodeForItAsWithoutAStream() throws Exception {
    for (String body : List.of("{", "[]")) {
      HttpResponse<String> response =
          send(raw(carol(), body).setHeader("Accept", "application/json").build());
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(response.body()).contains("\"code\":\"INVALID_INPUT\"");
    }
  }

  @Test
  void refusesWhoseTokenIsRevokedWhileTheRequestIsRead() throws Exception {
    HttpResponse<String> response = send(request(ISSUER.token("meanwhile").sign(), SUBSCRIPTION));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("\"code\":\"UNAUTHENTICATED\"", "was revoked");
    awaitSubscriptions(0);
  }

  @Test
  void endsWithoutCompletionWhenTheTokenExpires() throws Exception {
    String token = ISSUER.token("frank").expiresAt(Instant.now().plusSeconds(4)).sign();
    CompletableFuture<HttpResponse<String>> response =
        CLIENT.sendAsync(request(token, SUBSCRIPTION), HttpResponse.BodyHandlers.ofString());
    awaitSubscriptions(1);
    assertThat(response.get(30, TimeUnit.SECONDS).body())
        .endsWith(": 4403 The token has expired\n\n")
        .doesNotContain("complete");
    awaitSubscriptions(0);
  }

  /** A browser's tab that hangs: its kernel takes what fits into its buffer, and then nothing. */
  private Socket stalled(String token, String query) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("localhost", port));
    String body = JsonMapper.shared().writeValueAsString(Map.of("query", query));
    socket
        .getOutputStream()
        .write(
            """
            POST /graphql HTTP/1.1
            Host: localhost
            Authorization: Bearer %s
            Content-Type: application/json
            Accept: text/event-stream
            Content-Length: %d

            %s\
            """
                .formatted(token, body.length(), body)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private double queuedBytes() {
    return requireNonNull(meters).get("ticketstream.gateway.queue.bytes").gauge().value();
  }

  private double slowConsumers() {
    return requireNonNull(meters)
        .get("ticketstream.gateway.closes")
        .tag("reason", "slow_consumer")
        .counter()
        .count();
  }

  @Test
  void countsWhatAClientDoesNotReadHoweverSmallTheEventsAndEndsIt() throws Exception {
    double before = slowConsumers();
    SupportTicketEvent event = TicketStory.of(1, CAROL).last();
    try (Socket _ = stalled(alice(), "subscription { supportTicketEvents { version } }")) {
      awaitSubscriptions(1);
      await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                for (int i = 0; i < 500; i++) {
                  streams().emit(event);
                }
                return queuedBytes() > 300 * 1024;
              });
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(slowConsumers() - before).isEqualTo(1));
      awaitSubscriptions(0);
    }
    await().untilAsserted(() -> assertThat(queuedBytes()).isZero());
  }

  @Test
  void refusesAUserWhoSendsTooManyRequests() throws Exception {
    String token = ISSUER.token("rita").sign();
    HttpResponse<String> response = send(request(token, "{ me { id } }"));
    int answered = 0;
    while (response.statusCode() == 200 && answered < 5000) {
      answered++;
      response = send(request(token, "{ me { id } }"));
    }
    assertThat(answered).isGreaterThanOrEqualTo(200);
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains("\"code\":\"RATE_LIMITED\"");
    assertThat(send(request(carol(), "{ me { id } }")).statusCode()).isEqualTo(200);
  }

  @Test
  void countsAsAConnectionOfItsUser() throws Exception {
    String token = ISSUER.token("erin").sign();
    List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      sockets.add(socket().connected(token));
    }
    CompletableFuture<HttpResponse<InputStream>> twentieth =
        CLIENT.sendAsync(request(token, SUBSCRIPTION), HttpResponse.BodyHandlers.ofInputStream());
    awaitSubscriptions(1);
    HttpResponse<String> refused = send(request(token, SUBSCRIPTION));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).contains("LIMIT_EXCEEDED", "Too many connections of this user");
    try (TestSocket oneTooMany = socket().init(token)) {
      assertThat(oneTooMany.awaitClose().code()).isEqualTo(1013);
    }
    sockets.forEach(TestSocket::close);
    twentieth.get(20, TimeUnit.SECONDS).body().close();
    awaitSubscriptions(0);
  }
}
