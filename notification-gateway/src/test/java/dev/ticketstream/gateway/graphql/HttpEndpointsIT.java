package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway answers over plain HTTP, and whom it lets in at the handshake. */
class HttpEndpointsIT extends RunningGateway {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void answersQueriesOfUsersOnly() throws Exception {
    assertThat(query(null, "{ me { id } }").statusCode()).isEqualTo(401);
    assertThat(query("nonsense", "{ me { id } }").statusCode()).isEqualTo(401);
    HttpResponse<String> response = query(carol(), "{ me { id roles } }");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"data\":{\"me\":{\"id\":\"carol\",\"roles\":[\"CUSTOMER\"]}}}");
  }

  @Test
  void refusesATokenThatNamesNoUser() throws Exception {
    assertThat(query(ISSUER.token(" ").sign(), "{ me { id } }").statusCode()).isEqualTo(401);
  }

  @Test
  void saysWhatIsWrongWithADocument() throws Exception {
    assertThat(query(carol(), "{ nothing }").body()).contains("\"code\":\"INVALID_INPUT\"");
    assertThat(query(carol(), "{ me { ").body()).contains("\"code\":\"INVALID_INPUT\"");
    assertThat(query(carol(), "").body()).contains("\"code\":\"INVALID_INPUT\"");
  }

  @Test
  void tellsWhereSubscriptionsGoWhenOneIsSentAsAQuery() throws Exception {
    HttpResponse<String> response = query(carol(), "subscription { myTicketUpdates { version } }");
    assertThat(response.body())
        .contains("\"code\":\"INVALID_INPUT\"", "graphql-transport-ws", "text/event-stream")
        .doesNotContain("\"data\":{");
  }

  @Test
  void doesNotShowItsSchema() throws Exception {
    assertThat(query(carol(), "{ __schema { types { name } } }").body()).doesNotContain("Viewer");
  }

  @Test
  void refusesDocumentsOverTheLimits() throws Exception {
    String aliases = "{ me { " + "x%d: id ".repeat(31) + "} }";
    Object[] numbers = new Object[31];
    java.util.Arrays.setAll(numbers, i -> i);
    assertThat(query(carol(), aliases.formatted(numbers)).body())
        .contains("LIMIT_EXCEEDED", "31 aliases");
    assertThat(query(carol(), "{ me { id } }" + " ".repeat(16 * 1024)).body())
        .contains("LIMIT_EXCEEDED", "characters");
    String fields = "query { me { " + "id firstName lastName ".repeat(150) + "} }";
    assertThat(query(carol(), fields).body()).contains("LIMIT_EXCEEDED", "omplexity");
  }

  @Test
  void refusesARequestThatIsTooLargeToBeRead() throws Exception {
    String large = " ".repeat(64 * 1024);
    HttpResponse<String> response = query(carol(), large);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("\"code\":\"LIMIT_EXCEEDED\"");
  }

  @Test
  void sendsSecurityHeaders() throws Exception {
    assertThat(query(carol(), "{ me { id } }").headers().map())
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("x-frame-options", List.of("DENY"));
  }

  @Test
  void saysInAProblemDocumentWhatToSend() throws Exception {
    HttpResponse<String> noToken = query(null, "{ me { id } }");
    assertThat(noToken.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(noToken.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(noToken.body()).contains("\"code\":\"UNAUTHENTICATED\"", "Authorization: Bearer");
    assertThat(get("/graphql", null).body()).contains("METHOD_NOT_ALLOWED", "Send a POST");
    assertThat(get("/nowhere", carol()).body()).contains("\"code\":\"NOT_FOUND\"");
  }

  @Test
  void hasNoListOfEndpoints() throws Exception {
    for (String path : List.of("/actuator", "/actuator/env", "/actuator/heapdump")) {
      assertThat(get(path, admin()).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void keepsWhatOperatesTheGatewayForAdmins() throws Exception {
    assertThat(get("/actuator/env", alice()).statusCode()).isEqualTo(403);
    assertThat(get("/actuator/health", admin()).body()).contains("\"components\"");
    assertThat(get("/actuator/health", alice()).body()).doesNotContain("components");
    assertThat(get("/actuator/health", null).body()).doesNotContain("components");
  }

  @ParameterizedTest
  @CsvSource({
    "/actuator, 401",
    "/actuator/health/liveness, 200",
    "/actuator/prometheus, 200",
    "/actuator/env, 401",
    "/graphql, 405",
    "/anything, 401"
  })
  void opensOnlyWhatMustBeOpen(String path, int status) throws Exception {
    assertThat(get(path, null).statusCode()).isEqualTo(status);
  }

  @Test
  void measuresConnections() throws Exception {
    try (TestSocket socket = socket().connected(alice())) {
      assertThat(socket.isOpen()).isTrue();
      String metrics = get("/actuator/prometheus", null).body();
      assertThat(metrics)
          .contains(
              "ticketstream_gateway_connections ",
              "ticketstream_gateway_operations ",
              "ticketstream_gateway_queue_bytes ",
              "ticketstream_gateway_inits_total{",
              "ticketstream_gateway_closes_total{",
              "ticketstream_gateway_handshakes_refused_total{reason=\"rate\"}",
              "ticketstream_gateway_handshakes_refused_total{reason=\"origin\"}",
              "ticketstream_gateway_frames_sent_total",
              "ticketstream_gateway_bytes_sent_total");
    }
  }

  @Test
  void letsOnlyAllowedOriginsConnect() {
    try (TestSocket socket = connectFrom("http://console.example")) {
      socket.connected(alice());
    }
    try (TestSocket socket = connectFrom("http://localhost:" + port)) {
      socket.connected(alice());
    }
    for (String origin :
        List.of(
            "http://evil.example",
            "http://console.example.evil.example",
            "https://console.example",
            "http://console.example:8080",
            "http://localhost:1",
            "null")) {
      assertThatThrownBy(() -> connectFrom(origin))
          .as(origin)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }
  }

  @Test
  void letsPagesOfAllowedOriginsAskAndNoOthers() throws Exception {
    assertThat(preflight("http://console.example").statusCode()).isEqualTo(200);
    HttpResponse<String> foreign = preflight("http://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("\"code\":\"ORIGIN_NOT_ALLOWED\"");
    assertThat(foreign.headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  private HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(httpUri("/graphql"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,content-type")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, @Nullable String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(httpUri(path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private TestSocket connectFrom(String origin) {
    return TestSocket.open(
        webSocketUri(), List.of("graphql-transport-ws"), Map.of("Origin", origin));
  }

  private HttpResponse<String> query(@Nullable String token, String query)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request(token, query).header("Accept", "application/json").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(@Nullable String token, String query) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(httpUri("/graphql"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JsonMapper.shared().writeValueAsString(Map.of("query", query))));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }
}
