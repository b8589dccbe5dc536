package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.ErrorCode;
import dev.ticketstream.command.ticket.RateLimitedException;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

/** Top-level errors: a query's refused arguments, and faults with nothing but a correlation id. */
@Component
class ErrorResolver extends DataFetcherExceptionResolverAdapter {

  private static final Logger log = LoggerFactory.getLogger(ErrorResolver.class);

  @Override
  protected GraphQLError resolveToSingleError(Throwable fault, DataFetchingEnvironment call) {
    if (fault instanceof CommandRejectedException refusal) {
      return GraphQLError.newError()
          .message("%s", refusal.reason())
          .errorType(errorType(refusal))
          .path(call.getExecutionStepInfo().getPath())
          .extensions(extensions(refusal))
          .build();
    }
    if (fault instanceof QueryTimeoutException) {
      log.warn("{} took too long", call.getField().getName());
      return GraphQLError.newError()
          .message("The query took too long. Narrow the filter.")
          .errorType(ErrorType.BAD_REQUEST)
          .path(call.getExecutionStepInfo().getPath())
          .extensions(Map.of("code", ErrorCode.LIMIT_EXCEEDED.name()))
          .build();
    }
    String correlationId = UUID.randomUUID().toString();
    log.error("{} failed, correlation id {}", call.getField().getName(), correlationId, fault);
    return GraphQLError.newError()
        .message("The server failed. Its log has the reason under the correlation id.")
        .errorType(ErrorType.INTERNAL_ERROR)
        .path(call.getExecutionStepInfo().getPath())
        .extensions(Map.of("code", "INTERNAL_ERROR", "correlationId", correlationId))
        .build();
  }

  /** What a refusal says to programs. */
  static Map<String, Object> extensions(CommandRejectedException refusal) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("code", refusal.code().name());
    if (refusal.path() != null) {
      extensions.put("argument", refusal.path());
    }
    if (refusal instanceof RateLimitedException limited) {
      extensions.put("retryAfterMs", limited.retryAfterMs());
    }
    return extensions;
  }

  private static ErrorType errorType(CommandRejectedException refusal) {
    return switch (refusal.code()) {
      case FORBIDDEN -> ErrorType.FORBIDDEN;
      case NOT_FOUND -> ErrorType.NOT_FOUND;
      case UNAVAILABLE -> ErrorType.INTERNAL_ERROR;
      case CONFLICT, INVALID_TRANSITION, INVALID_INPUT, LIMIT_EXCEEDED, RATE_LIMITED ->
          ErrorType.BAD_REQUEST;
    };
  }
}
