package dev.ticketstream.command.graphql;

import dev.ticketstream.command.security.CommandRateLimiter;
import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.ErrorCode;
import dev.ticketstream.events.access.Viewer;
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
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Refuses callers who send too much and documents that are too long before they are parsed, and
 * gives errors of the GraphQL engine itself (syntax, validation, limits) a code like all others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLimits implements WebGraphQlInterceptor {

  private final long documentSizeMax;
  private final CommandRateLimiter rates;

  RequestLimits(GraphQlLimits limits, CommandRateLimiter rates) {
    this.rates = rates;
    this.documentSizeMax = limits.documentSizeMax().toBytes();
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    try {
      requireRate();
      requireSize(request);
    } catch (CommandRejectedException e) {
      return Mono.just(refused(request, e));
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

  private void requireRate() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    if (caller != null && caller.getPrincipal() instanceof Viewer viewer) {
      rates.acquireRequest(viewer);
    }
  }

  private void requireSize(WebGraphQlRequest request) {
    int length = request.getDocument().length();
    if (length > documentSizeMax) {
      throw CommandRejectedException.tooLarge(
          "The document has %d characters; the limit is %d. Long texts go into variables."
              .formatted(length, documentSizeMax),
          "query");
    }
  }

  private static WebGraphQlResponse refused(
      WebGraphQlRequest request, CommandRejectedException refusal) {
    GraphQLError error =
        GraphqlErrorBuilder.newError()
            .message("%s", refusal.reason())
            .errorType(ErrorType.BAD_REQUEST)
            .extensions(ErrorResolver.extensions(refusal))
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
