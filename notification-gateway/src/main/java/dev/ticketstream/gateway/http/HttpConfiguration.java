package dev.ticketstream.gateway.http;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

  private static final int BEFORE_SPRING_FOR_GRAPHQL = -10;

  /** A GET that is no handshake; Spring for GraphQL would answer with 405 and nothing else. */
  @Bean
  @Order(BEFORE_SPRING_FOR_GRAPHQL)
  RouterFunction<ServerResponse> refusedGet() {
    return RouterFunctions.route()
        .GET(
            "/graphql",
            request ->
                Mono.error(
                    new MethodNotAllowedException(request.method(), List.of(HttpMethod.POST))))
        .build();
  }
}
