package dev.ticketstream.benchmarks.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the user from the token of {@code connection_init}. */
@Component
class SignIn implements WebSocketGraphQlInterceptor {

  private static final String SUBSCRIBER = "subscriber";

  private final JsonMapper json;

  SignIn(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Object> handleConnectionInitialization(
      WebSocketSessionInfo session, Map<String, Object> payload) {
    String token = String.valueOf(payload.get("Authorization"));
    JsonNode claims =
        json.readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8));
    session
        .getAttributes()
        .put(
            SUBSCRIBER,
            new Subscriber(
                claims.path("sub").asString(),
                claims.path("realm_access").path("roles").toString().contains("agent")));
    return Mono.empty();
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(
      WebGraphQlRequest request, WebGraphQlInterceptor.Chain chain) {
    if (request instanceof WebSocketGraphQlRequest socket) {
      Object subscriber = socket.getSessionInfo().getAttributes().get(SUBSCRIBER);
      if (subscriber != null) {
        request.configureExecutionInput(
            (_, builder) ->
                builder.graphQLContext(context -> context.put(SUBSCRIBER, subscriber)).build());
      }
    }
    return chain.next(request);
  }
}
