package dev.ticketstream.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** Which handshakes are let through when many come at once, on a clock that is told the time. */
class HandshakeLimitTests {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SetClock clock = new SetClock();
  private final HandshakeLimit limit =
      new HandshakeLimit(new HandshakeProperties(2, 3), meters, clock);
  private final AtomicInteger passed = new AtomicInteger();

  private MockServerWebExchange send(MockServerHttpRequest request) {
    MockServerWebExchange exchange = MockServerWebExchange.from(request);
    limit.filter(exchange, _ -> Mono.fromRunnable(passed::incrementAndGet)).block(DEADLINE);
    return exchange;
  }

  private MockServerWebExchange handshake() {
    return send(MockServerHttpRequest.get("/graphql").header("Upgrade", "WebSocket").build());
  }

  @Test
  void letsABurstThroughAndThenSoManyASecond() {
    for (int i = 0; i < 5; i++) {
      handshake();
    }
    assertThat(passed.get()).isEqualTo(3);
    clock.nanos += TimeUnit.SECONDS.toNanos(1);
    for (int i = 0; i < 5; i++) {
      handshake();
    }
    assertThat(passed.get()).isEqualTo(5);
    assertThat(meters.counter("ticketstream.gateway.handshakes.refused", "reason", "rate").count())
        .isEqualTo(5);
  }

  @Test
  void tellsAClientThatIsRefusedWhenToComeAgain() {
    for (int i = 0; i < 3; i++) {
      handshake();
    }
    MockServerWebExchange refused = handshake();
    assertThat(refused.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(refused.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("1");
    assertThat(refused.getResponse().getHeaders().getFirst("Content-Type"))
        .isEqualTo("application/problem+json");
    assertThat(refused.getResponse().getBodyAsString().block(DEADLINE))
        .isEqualTo(
            """
            {"title":"Service Unavailable","status":503,"code":"RATE_LIMITED",\
            "detail":"Too many clients connect to this instance at once: connect again in 1 s"}\
            """);
  }

  @Test
  void leavesOtherRequestsAlone() {
    for (int i = 0; i < 20; i++) {
      send(MockServerHttpRequest.post("/graphql").build());
    }
    assertThat(passed.get()).isEqualTo(20);
  }

  @Test
  void hasTheseDefaultsWhichCanBeSet() {
    assertThat(bind(Map.of())).isEqualTo(new HandshakeProperties(5000, 5000));
    assertThat(
            bind(
                Map.of(
                    "ticketstream.gateway.handshake.per-second-max", "1",
                    "ticketstream.gateway.handshake.burst-max", "2")))
        .isEqualTo(new HandshakeProperties(1, 2));
  }

  private static HandshakeProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.gateway.handshake", HandshakeProperties.class);
  }
}
