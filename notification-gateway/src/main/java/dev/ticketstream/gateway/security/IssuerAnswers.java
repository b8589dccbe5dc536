package dev.ticketstream.gateway.security;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Remembers what the issuer answered, for a moment. Spring's decoder asks the issuer for its keys
 * again for every token with a key id that it does not know, so whoever can open a socket could
 * make the gateway flood the issuer; a key that the issuer has just begun to use is known a moment
 * later instead.
 */
final class IssuerAnswers implements ExchangeFilterFunction {

  private static final Duration FAILURE_MEMORY = Duration.ofSeconds(1);

  private final Duration memory;
  private final Duration timeout;

  /** One entry for the discovery document and one for the key set. */
  private final Map<URI, Mono<Answer>> answers = new ConcurrentHashMap<>();

  /**
   * @param memory for how long the issuer is not asked the same again
   * @param timeout how long the issuer has to answer
   */
  IssuerAnswers(Duration memory, Duration timeout) {
    this.memory = memory;
    this.timeout = timeout;
  }

  private record Answer(HttpStatusCode status, String body) {

    ClientResponse response() {
      return ClientResponse.create(status)
          .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
          .body(body)
          .build();
    }
  }

  @Override
  public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
    return answers.computeIfAbsent(request.url(), _ -> ask(request, next)).map(Answer::response);
  }

  private Mono<Answer> ask(ClientRequest request, ExchangeFunction next) {
    return Mono.defer(() -> next.exchange(request))
        .flatMap(
            response ->
                response
                    .bodyToMono(String.class)
                    .defaultIfEmpty("")
                    .map(body -> new Answer(response.statusCode(), body)))
        .timeout(timeout)
        .cache(
            answer -> answer.status().is2xxSuccessful() ? memory : FAILURE_MEMORY,
            _ -> FAILURE_MEMORY,
            () -> Duration.ZERO);
  }
}
