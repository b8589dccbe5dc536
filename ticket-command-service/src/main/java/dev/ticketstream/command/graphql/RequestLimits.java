package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.ErrorCode;
import graphql.ErrorClassification;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Refuses documents that are too long before they are parsed, and gives errors of the GraphQL
 * engine itself (syntax, validation, limits) a code like all others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLimits implements WebGraphQlInterceptor {

  private final long documentSizeMax;

  RequestLimits(GraphQlLimits limits) {
    this.documentSizeMax = limits.documentSizeMax().toBytes();
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    int length = request.getDocument().length();
    if (length > documentSizeMax) {
      return Mono.just(refused(request, length));
    }
    return chain
        .next(request)
        .map(
            response ->
                response.getExecutionResult().getErrors().isEmpty()
                    ? response
                    : response.transform(
                        builder ->
                            builder.errors(
                                response.getExecutionResult().getErrors().stream()
                                    .map(RequestLimits::withCode)
                                    .toList())));
  }

  private WebGraphQlResponse refused(WebGraphQlRequest request, int length) {
    GraphQLError error =
        GraphqlErrorBuilder.newError()
            .message(
                "The document has %d characters; the limit is %d. Long texts go into variables."
                    .formatted(length, documentSizeMax))
            .extensions(Map.of("code", ErrorCode.LIMIT_EXCEEDED.name()))
            .build();
    return new WebGraphQlResponse(
        new DefaultExecutionGraphQlResponse(
            request.toExecutionInput(),
            ExecutionResult.newExecutionResult().errors(List.of(error)).build()));
  }

  private static GraphQLError withCode(GraphQLError error) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    if (error.getExtensions() != null) {
      extensions.putAll(error.getExtensions());
    }
    if (extensions.containsKey("code")) {
      return error;
    }
    extensions.put("code", code(error.getErrorType()).name());
    GraphqlErrorBuilder<?> builder =
        GraphqlErrorBuilder.newError()
            .message("%s", error.getMessage())
            .errorType(error.getErrorType())
            .extensions(extensions);
    if (error.getLocations() != null) {
      builder.locations(error.getLocations());
    }
    if (error.getPath() != null) {
      builder.path(error.getPath());
    }
    return builder.build();
  }

  /** The engine aborts what is over a limit; all else that it refuses is wrong. */
  private static ErrorCode code(@Nullable ErrorClassification type) {
    return type == graphql.ErrorType.ExecutionAborted
        ? ErrorCode.LIMIT_EXCEEDED
        : ErrorCode.INVALID_INPUT;
  }
}
