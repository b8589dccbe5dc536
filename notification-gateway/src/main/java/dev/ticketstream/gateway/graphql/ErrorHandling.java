package dev.ticketstream.gateway.graphql;

import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Maps exceptions and errors of every origin to coded GraphQL errors, on HTTP and WebSocket. */
@Component
@Order(0)
final class ErrorHandling
    implements DataFetcherExceptionResolver, SubscriptionExceptionResolver, WebGraphQlInterceptor {

  private static final Logger log = LoggerFactory.getLogger(ErrorHandling.class);

  @Override
  public Mono<List<GraphQLError>> resolveException(
      Throwable exception, DataFetchingEnvironment environment) {
    GraphQLError error = resolve(exception);
    return Mono.just(
        List.of(
            error instanceof CodedError coded
                ? coded.at(
                    environment.getField().getSourceLocation(),
                    environment.getExecutionStepInfo().getPath().toList())
                : error));
  }

  @Override
  public Mono<List<GraphQLError>> resolveException(Throwable exception) {
    return Mono.just(List.of(resolve(exception)));
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    return chain
        .next(request)
        .map(
            response -> {
              List<GraphQLError> errors = response.getExecutionResult().getErrors();
              return errors.isEmpty()
                  ? response
                  : response.transform(
                      builder ->
                          builder.errors(errors.stream().map(GraphQlErrors::coded).toList()));
            });
  }

  private static GraphQLError resolve(Throwable exception) {
    return GraphQlErrors.of(exception)
        .orElseGet(
            () -> {
              log.error("A GraphQL operation failed unexpectedly", exception);
              return GraphQlErrors.internal();
            });
  }
}
