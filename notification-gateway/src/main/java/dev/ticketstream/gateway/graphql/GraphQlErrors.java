package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.DeliveryFailedException;
import dev.ticketstream.gateway.fanout.ReplayGapException;
import dev.ticketstream.gateway.graphql.LimitRefusals.TooMuchException;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.parser.ParserOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives every GraphQL error a code of our vocabulary, and lets no internals out. */
final class GraphQlErrors {

  private static final String INTERNAL = "Internal error";
  private static final String NOT_HANDED_ON =
      "An event could not be handed on: subscribe again after the last cursor";

  private GraphQlErrors() {}

  /** The error for an exception that is meant for the caller; empty for all others. */
  static Optional<GraphQLError> of(Throwable exception) {
    return switch (exception) {
      case OperationRefusedException refused ->
          Optional.of(of(refused.code(), String.valueOf(refused.getMessage()), Map.of()));
      case ReplayGapException gap -> Optional.of(ofGap(gap));
      case DeliveryFailedException _ ->
          Optional.of(of(ErrorCode.UNAVAILABLE, NOT_HANDED_ON, Map.of()));
      case TooMuchException tooMuch -> Optional.of(coded(tooMuch));
      default -> Optional.empty();
    };
  }

  static GraphQLError internal() {
    return of(ErrorCode.INTERNAL_ERROR, INTERNAL, Map.of());
  }

  static GraphQLError of(ErrorCode code, String message, Map<String, Object> details) {
    return new CodedError(code, message, null, null, details);
  }

  /** An error of graphql-java's or Spring's in our vocabulary. */
  static GraphQLError coded(GraphQLError error) {
    if (error instanceof CodedError) {
      return error;
    }
    if (error instanceof TooMuchException) {
      return new CodedError(
          ErrorCode.LIMIT_EXCEEDED, error.getMessage(), null, null, error.getExtensions());
    }
    if (error.getErrorType() == ErrorType.InvalidSyntax && isTooMuchToParse(error.getMessage())) {
      return new CodedError(
          ErrorCode.LIMIT_EXCEEDED,
          "The document nests too deep or has too many tokens to be parsed. Long values go into"
              + " variables.",
          error.getLocations(),
          null,
          Map.of("limit", LimitRefusals.PARSER, "max", ParserOptions.MAX_RULE_DEPTH));
    }
    ErrorCode code = codeOf(error.getErrorType());
    return new CodedError(
        code,
        code == ErrorCode.INTERNAL_ERROR ? INTERNAL : error.getMessage(),
        error.getLocations(),
        error.getPath(),
        Map.of());
  }

  /** The parser has limits of its own, which a document of an allowed size may still be over. */
  static boolean isTooMuchToParse(@Nullable String message) {
    return message != null && message.contains("parsing has been cancelled");
  }

  private static ErrorCode codeOf(ErrorClassification type) {
    if (!(type instanceof ErrorType known)) {
      return type == org.springframework.graphql.execution.ErrorType.BAD_REQUEST
          ? ErrorCode.INVALID_INPUT
          : ErrorCode.INTERNAL_ERROR;
    }
    return switch (known) {
      case InvalidSyntax, ValidationError, OperationNotSupported -> ErrorCode.INVALID_INPUT;
      case ExecutionAborted -> ErrorCode.LIMIT_EXCEEDED;
      case DataFetchingException, NullValueInNonNullableField -> ErrorCode.INTERNAL_ERROR;
    };
  }

  /** As the schema's DateTime has it. */
  private static String dateTime(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static GraphQLError ofGap(ReplayGapException gap) {
    Map<String, Object> range = new LinkedHashMap<>();
    Instant from = gap.from();
    if (from != null) {
      range.put("from", dateTime(from));
    }
    range.put("to", dateTime(gap.to()));
    return switch (gap.reason()) {
      case REPLAY_EXPIRED ->
          of(ErrorCode.REPLAY_EXPIRED, "Events after this cursor are no longer kept", range);
      case REPLAY_FOREIGN ->
          of(ErrorCode.REPLAY_FOREIGN, "The cursor is not one of this platform's", range);
    };
  }
}
