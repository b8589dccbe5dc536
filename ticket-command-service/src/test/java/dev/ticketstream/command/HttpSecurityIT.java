package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.testing.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSecurityIT {

  private static final String QUERY = "{\"query\":\"{ me { id } }\"}";

  private final TestIssuer issuer = RunningService.get().issuer();

  @Test
  void answersOnlyToGoodTokens() {
    assertThat(status(issuer.token("carol").sign())).isEqualTo(200);
    assertThat(status(null)).isEqualTo(401);
    assertThat(status("nonsense")).isEqualTo(401);
    assertThat(status(issuer.token("carol").wrongKey().sign())).isEqualTo(401);
    assertThat(status(issuer.token("carol").audience("other").sign())).isEqualTo(401);
    assertThat(status(issuer.token("carol").issuer("http://localhost:1").sign())).isEqualTo(401);
    assertThat(status(issuer.token("carol").expiresAt(Instant.now().minusSeconds(600)).sign()))
        .isEqualTo(401);
    assertThat(status(issuer.token(" ").sign())).isEqualTo(401);
    assertThat(status(issuer.token("x".repeat(201)).sign())).isEqualTo(401);
  }

  @Test
  void saysInAProblemDocumentWhyItDoesNotAnswer() {
    for (String token : new String[] {null, "nonsense"}) {
      HttpResponse<String> refused = Client.withToken(token).post(QUERY);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
      assertThat(refused.body())
          .isEqualTo(
              "{\"title\":\"Unauthorized\",\"status\":401,\"code\":\"UNAUTHENTICATED\","
                  + "\"detail\":\"A valid bearer token of the issuer is required.\"}");
    }
    HttpResponse<String> denied = Client.carol().post("/actuator/readmodel", "");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).contains("\"code\":\"FORBIDDEN\"", "admins only");
  }

  @Test
  void aTokenWithoutRolesIsACustomers() {
    HttpResponse<String> answer =
        Client.withToken(issuer.token("eve").sign()).post("{\"query\":\"{ me { id roles } }\"}");
    assertThat(answer.body()).contains("\"roles\":[\"CUSTOMER\"]");
  }

  @Test
  void describesItselfTrulyToThoseWhoHaveNoTokenYet() {
    HttpResponse<String> description = get("/.well-known/oauth-protected-resource");
    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(description.body())
        .contains("\"authorization_servers\":[\"" + issuer.uri() + "\"]")
        .contains("\"tls_client_certificate_bound_access_tokens\":false");
  }

  @Test
  void healthAndMetricsNeedNoToken() {
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    HttpResponse<String> metrics = get("/actuator/prometheus");
    assertThat(metrics.statusCode()).isEqualTo(200);
    Client.carol().createTicket("Measured");
    assertThat(get("/actuator/prometheus").body())
        .contains(
            "ticketstream_commands_seconds_count{command=\"CreateTicket\",outcome=\"changed\"}");
  }

  @Test
  void onlyAdminsHearOfTheServicesParts() {
    String admin = issuer.token("admin").roles("admin").sign();
    String agent = issuer.token("alice").roles("agent").sign();
    assertThat(health(admin)).contains("\"components\"", "\"PostgreSQL\"");
    assertThat(health(agent)).contains("\"status\"").doesNotContain("components", "PostgreSQL");
    assertThat(health(null)).contains("\"status\"").doesNotContain("components", "PostgreSQL");
  }

  private static String health(@Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(RunningService.get().uri("/actuator/health"));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return Client.exchange(request.build()).body();
  }

  @Test
  void nothingElseIsOpen() {
    assertThat(get("/actuator").statusCode()).isEqualTo(401);
    assertThat(get("/actuator/env").statusCode()).isEqualTo(401);
    assertThat(get("/").statusCode()).isEqualTo(401);
    assertThat(get("/graphiql").statusCode()).as("off by default").isNotEqualTo(200);
  }

  @Test
  void onlyGraphQlIsToldWhatItsBodiesMustBe() {
    HttpResponse<String> refused = get("/attachments//x");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).doesNotContain("query", "Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /graphql, application/json, */*, 405, with POST",
    "PUT, /graphql, application/json, */*, 405, with POST",
    "POST, /graphql, text/plain, */*, 415, application/json",
    "POST, /graphql, odd, */*, 415, application/json",
    "POST, /graphql, application/json, text/html, 406, application/json",
    "POST, /graphql, application/json, odd, 406, application/json",
    "DELETE, /tickets.csv, application/json, */*, 405, takes GET",
    "PUT, /attachments, application/json, */*, 405, This path takes",
    "GET, /nothing, application/json, */*, 404, POST /graphql",
    "GET, /nothing, application/json, text/html, 404, POST /graphql"
  })
  void whatNoPathTakesIsAProblemThatSaysWhatToDo(
      String method, String path, String contentType, String accept, int status, String detail) {
    HttpResponse<String> answer =
        Client.exchange(
            HttpRequest.newBuilder(RunningService.get().uri(path))
                .header("Authorization", "Bearer " + issuer.token("carol").sign())
                .header("Content-Type", contentType)
                .header("Accept", accept)
                .method(method, HttpRequest.BodyPublishers.ofString(QUERY))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"", detail);
  }

  @Test
  void introspectionIsOffByDefault() {
    HttpResponse<String> answer =
        Client.carol().post("{\"query\":\"{ __schema { types { name } } }\"}");
    assertThat(answer.body()).contains("errors").doesNotContain("SupportTicketEvent");
  }

  @Test
  void allowedOriginsMayCallFromTheBrowser() {
    assertThat(preflight("https://desk.example")).isEqualTo("https://desk.example");
    assertThat(preflight("https://evil.example")).isEmpty();
  }

  private static String preflight(String origin) {
    HttpRequest request =
        HttpRequest.newBuilder(RunningService.get().uri("/graphql"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,content-type")
            .build();
    return Client.exchange(request).headers().firstValue("Access-Control-Allow-Origin").orElse("");
  }

  private static int status(@Nullable String token) {
    return Client.withToken(token).post(QUERY).statusCode();
  }

  private static HttpResponse<String> get(String path) {
    return Client.exchange(HttpRequest.newBuilder(RunningService.get().uri(path)).build());
  }
}
