package dev.ticketstream.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A problem document (RFC 9457) with a {@code code}, for where no GraphQL answers. */
public final class ProblemDocument {

  private static final JsonMapper JSON = JsonMapper.shared();

  private ProblemDocument() {}

  /**
   * Answers with a problem.
   *
   * @param response what is answered; nothing of its body may be written yet
   * @param status its status
   * @param code what programs look at
   * @param detail what can be done; no internals
   * @return completes when it is written
   */
  public static Mono<Void> write(
      ServerHttpResponse response, HttpStatusCode status, String code, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("title", title(status));
    problem.put("status", status.value());
    problem.put("code", code);
    problem.put("detail", detail);
    byte[] body = JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
    response.setStatusCode(status);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  private static String title(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null ? "HTTP " + status.value() : known.getReasonPhrase();
  }
}
