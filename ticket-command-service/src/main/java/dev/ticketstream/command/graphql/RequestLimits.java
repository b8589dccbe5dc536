package dev.ticketstream.command.graphql;

import dev.ticketstream.command.security.CommandRateLimiter;
import dev.ticketstream.command.ticket.ErrorCode;
import dev.ticketstream.command.ticket.RateLimitedException;
import dev.ticketstream.events.access.Viewer;
import graphql.ErrorClassification;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.parser.ParserOptions;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses callers who send too much, and documents and variables that are too long, before they are
 * parsed, and gives errors of the GraphQL engine itself (syntax, validation, limits) a code like
 * all others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLimits implements WebGraphQlInterceptor {

  private final long documentSizeMax;
  private final long variablesSizeMax;
  private final LimitRefusals refusals;
  private final CommandRateLimiter rates;
  private final JsonMapper json;

  RequestLimits(
      GraphQlLimits limits, LimitRefusals refusals, CommandRateLimiter rates, JsonMapper json) {
    this.refusals = refusals;
    this.rates = rates;
    this.json = json;
    this.documentSizeMax = limits.documentSizeMax().toBytes();
    this.variablesSizeMax = limits.variablesSizeMax().toBytes();
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    GraphQLError refusal = refusal(request);
    if (refusal != null) {
      return Mono.just(refused(request, refusal));
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
                                    .map(this::withCode)
                                    .toList())));
  }

  private @Nullable GraphQLError refusal(WebGraphQlRequest request) {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    if (caller != null && caller.getPrincipal() instanceof Viewer viewer) {
      try {
        rates.acquireRequest(viewer);
      } catch (RateLimitedException e) {
        return GraphqlErrorBuilder.newError()
            .message("%s", e.reason())
            .errorType(ErrorType.BAD_REQUEST)
            .extensions(ErrorResolver.extensions(e))
            .build();
      }
    }
    int length = request.getDocument().length();
    if (length > documentSizeMax) {
      return refusals.of(
          "document-size-max",
          documentSizeMax,
          "The document has %d characters; the limit is %d. Long texts go into variables."
              .formatted(length, documentSizeMax));
    }
    long bytes = variablesSize(request);
    return bytes > variablesSizeMax
        ? refusals.of(
            "variables-size-max",
            variablesSizeMax,
            "The variables have %d bytes; the limit is %d.".formatted(bytes, variablesSizeMax))
        : null;
  }

  /** Measured only where the body, which they are a part of, is large. */
  private long variablesSize(WebGraphQlRequest request) {
    long body = request.getHeaders().getContentLength();
    return body >= 0 && body <= variablesSizeMax
        ? 0
        : json.writeValueAsBytes(request.getVariables()).length;
  }

  private static WebGraphQlResponse refused(WebGraphQlRequest request, GraphQLError error) {
    return new WebGraphQlResponse(
        new DefaultExecutionGraphQlResponse(
            request.toExecutionInput(),
            ExecutionResult.newExecutionResult().errors(List.of(error)).build()));
  }

  private GraphQLError withCode(GraphQLError error) {
    if (isTooDeepToParse(error)) {
      return refusals.of(
          "parser",
          ParserOptions.MAX_RULE_DEPTH,
          "The document nests too deep or has too many tokens to be parsed.");
    }
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

  /**
   * The parser has limits of its own, which a document within the limit on size may still be over.
   */
  private static boolean isTooDeepToParse(GraphQLError error) {
    return error.getErrorType() == graphql.ErrorType.InvalidSyntax
        && error.getMessage().contains("parsing has been cancelled");
  }

  /** The engine aborts what is over a limit; all else that it refuses is wrong. */
  private static ErrorCode code(@Nullable ErrorClassification type) {
    return type == graphql.ErrorType.ExecutionAborted
        ? ErrorCode.LIMIT_EXCEEDED
        : ErrorCode.INVALID_INPUT;
  }
}
