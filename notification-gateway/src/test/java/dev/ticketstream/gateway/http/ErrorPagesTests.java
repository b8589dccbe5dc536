package dev.ticketstream.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;

/** What a request that fails is answered. */
class ErrorPagesTests {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @Test
  void asksToComeAgainWhenTheIssuerCannotBeAsked() {
    MockServerWebExchange exchange =
        answer(
            MockServerHttpRequest.post("/graphql").build(),
            new AuthenticationServiceException("http://issuer.internal refused"));
    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(exchange.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("1");
    assertThat(body(exchange)).contains("Tokens cannot be checked now").doesNotContain("internal");
  }

  @Test
  void refusesABodyThatIsTooLargeWithoutALogOfFaults() {
    MockServerWebExchange exchange =
        answer(
            MockServerHttpRequest.post("/graphql").build(), new DataBufferLimitException("262144"));
    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    assertThat(body(exchange)).contains("LIMIT_EXCEEDED").doesNotContain("262144");
  }

  @Test
  void tellsNothingOfItsOwnFaults() {
    MockServerWebExchange exchange =
        answer(
            MockServerHttpRequest.post("/graphql").build(),
            new IllegalStateException("password=secret"));
    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(body(exchange)).contains("INTERNAL_ERROR").doesNotContain("secret");
  }

  @Test
  void saysWhatToSendInstead() {
    assertThat(
            body(
                answer(
                    MockServerHttpRequest.get("/graphql").build(),
                    new MethodNotAllowedException(HttpMethod.GET, List.of(HttpMethod.POST)))))
        .contains("METHOD_NOT_ALLOWED", "Send a POST", "graphql-transport-ws");
    assertThat(
            body(
                answer(
                    MockServerHttpRequest.get("/graphql").header("Upgrade", "websocket").build(),
                    new ResponseStatusException(HttpStatus.BAD_REQUEST))))
        .contains("BAD_REQUEST", "Sec-WebSocket-Key");
    assertThat(
            body(
                answer(
                    MockServerHttpRequest.post("/graphql").build(),
                    new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE))))
        .contains("UNSUPPORTED_MEDIA_TYPE", "Content-Type: application/json");
    assertThat(
            body(
                answer(
                    MockServerHttpRequest.get("/wp-admin").build(),
                    new ResponseStatusException(HttpStatus.NOT_FOUND))))
        .contains("NOT_FOUND", "/graphql")
        .doesNotContain("wp-admin");
  }

  private static MockServerWebExchange answer(MockServerHttpRequest request, Throwable error) {
    MockServerWebExchange exchange = MockServerWebExchange.from(request);
    new ErrorPages().handle(exchange, error).block(DEADLINE);
    return exchange;
  }

  private static String body(MockServerWebExchange exchange) {
    return Objects.requireNonNull(exchange.getResponse().getBodyAsString().block(DEADLINE));
  }
}
