package dev.ticketstream.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class IssuerAnswersTests {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String KEYS = "http://issuer.example/jwks";

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksOnceForManyTokensWithUnknownKeys() {
    IssuerAnswers answers = new IssuerAnswers(LONG, LONG);
    Long equal =
        Flux.range(0, 1_000)
            .flatMap(_ -> body(answers, KEYS, _ -> numbered(HttpStatus.OK)))
            .filter("1"::equals)
            .count()
            .block();
    assertThat(equal).isEqualTo(1_000);
    assertThat(asked).hasValue(1);
    assertThat(
            body(answers, "http://issuer.example/discovery", _ -> numbered(HttpStatus.OK)).block())
        .isEqualTo("2");
  }

  @Test
  void learnsOfNewKeysAMomentLater() {
    IssuerAnswers answers = new IssuerAnswers(Duration.ofMillis(50), LONG);
    assertThat(body(answers, KEYS, _ -> numbered(HttpStatus.OK)).block()).isEqualTo("1");
    await().until(() -> "2".equals(body(answers, KEYS, _ -> numbered(HttpStatus.OK)).block()));
  }

  @Test
  void asksAgainSoonAfterAFailureOrWhenTheIssuerIsSilent() {
    IssuerAnswers answers = new IssuerAnswers(LONG, Duration.ofMillis(50));
    assertThatThrownBy(() -> body(answers, KEYS, _ -> Mono.never()).block())
        .hasRootCauseInstanceOf(TimeoutException.class);
    AtomicInteger requests = new AtomicInteger();
    IssuerAnswers failing = new IssuerAnswers(LONG, LONG);
    ExchangeFunction recovering =
        _ -> numbered(requests.getAndIncrement() == 0 ? HttpStatus.BAD_GATEWAY : HttpStatus.OK);
    body(failing, KEYS, recovering).block();
    assertThat(requests).hasValue(1);
    await()
        .until(
            () -> {
              body(failing, KEYS, recovering).block();
              return requests.get() == 2;
            });
  }

  private Mono<ClientResponse> numbered(HttpStatus status) {
    return Mono.fromSupplier(
        () ->
            ClientResponse.create(status).body(Integer.toString(asked.incrementAndGet())).build());
  }

  private static Mono<String> body(IssuerAnswers answers, String url, ExchangeFunction issuer) {
    return answers
        .filter(ClientRequest.create(HttpMethod.GET, URI.create(url)).build(), issuer)
        .flatMap(response -> response.bodyToMono(String.class));
  }
}
