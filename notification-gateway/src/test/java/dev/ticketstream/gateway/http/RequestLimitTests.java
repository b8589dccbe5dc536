package dev.ticketstream.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** Which requests are let through of users who send many, on a clock that is told the time. */
class RequestLimitTests {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SetClock clock = new SetClock();
  private final RequestLimit limit =
      new RequestLimit(new RequestProperties(2, 3, 100), meters, clock);
  private final AtomicInteger passed = new AtomicInteger();

  private MockServerWebExchange send(@Nullable String user, MockServerHttpRequest request) {
    MockServerWebExchange exchange = MockServerWebExchange.from(request);
    Principal principal = () -> String.valueOf(user);
    limit
        .filter(
            exchange.mutate().principal(user == null ? Mono.empty() : Mono.just(principal)).build(),
            _ -> Mono.fromRunnable(passed::incrementAndGet))
        .block(DEADLINE);
    return exchange;
  }

  private MockServerWebExchange request(@Nullable String user) {
    return send(user, MockServerHttpRequest.post("/graphql").build());
  }

  private double refused() {
    return meters.counter("ticketstream.gateway.requests.refused", "reason", "rate").count();
  }

  @Test
  void letsABurstOfAUserThroughAndThenSoManyASecond() {
    for (int i = 0; i < 5; i++) {
      request("alice");
    }
    assertThat(passed.get()).isEqualTo(3);
    clock.nanos += TimeUnit.SECONDS.toNanos(1);
    for (int i = 0; i < 5; i++) {
      request("alice");
    }
    assertThat(passed.get()).isEqualTo(5);
    assertThat(refused()).isEqualTo(5);
  }

  @Test
  void doesNotLetOneUserUseUpAnothersRequests() {
    for (int i = 0; i < 10; i++) {
      request("alice");
    }
    request("bob");
    assertThat(passed.get()).isEqualTo(4);
  }

  @Test
  void tellsAUserWhoIsRefusedWhenToComeAgain() {
    for (int i = 0; i < 3; i++) {
      request("alice");
    }
    MockServerWebExchange refused = request("alice");
    assertThat(refused.getResponse().getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    assertThat(refused.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("1");
    assertThat(refused.getResponse().getHeaders().getFirst("Content-Type"))
        .isEqualTo("application/problem+json");
    assertThat(refused.getResponse().getBodyAsString().block(DEADLINE))
        .isEqualTo(
            """
            {"title":"Too Many Requests","status":429,"code":"RATE_LIMITED",\
            "detail":"Too many requests of this user: send it again in 1 s, or use a WebSocket,\
             over which many operations go."}\
            """);
  }

  @Test
  void leavesHandshakesOtherPathsAndStrangersAlone() {
    for (int i = 0; i < 20; i++) {
      send("alice", MockServerHttpRequest.get("/graphql").header("Upgrade", "websocket").build());
      send("alice", MockServerHttpRequest.get("/actuator/prometheus").build());
      request(null);
    }
    assertThat(passed.get()).isEqualTo(60);
    assertThat(refused()).isZero();
  }

  @Test
  void hasTheseDefaultsWhichCanBeSet() {
    assertThat(bind(Map.of())).isEqualTo(new RequestProperties(50, 200, 10_000));
    assertThat(
            bind(
                Map.of(
                    "ticketstream.gateway.requests.per-second-max", "1",
                    "ticketstream.gateway.requests.burst-max", "2",
                    "ticketstream.gateway.requests.users-max", "3")))
        .isEqualTo(new RequestProperties(1, 2, 3));
  }

  private static RequestProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.gateway.requests", RequestProperties.class);
  }
}
