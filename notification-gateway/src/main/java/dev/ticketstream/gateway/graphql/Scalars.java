package dev.ticketstream.gateway.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The schema's own scalars. */
final class Scalars {

  static final GraphQLScalarType DATE_TIME =
      GraphQLScalarType.newScalar().name("DateTime").coercing(new DateTime()).build();

  static final GraphQLScalarType JSON =
      GraphQLScalarType.newScalar().name("JSON").coercing(new JsonOutput()).build();

  private static final String EXPECTED =
      "A DateTime is an instant in RFC 3339, e.g. 2026-03-01T09:30:00Z";

  private Scalars() {}

  private abstract static class Output implements Coercing<Object, Object> {

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      throw new CoercingParseLiteralException("This scalar is not for input");
    }

    @Override
    public Object parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      throw new CoercingParseLiteralException("This scalar is not for input");
    }
  }

  private static final class DateTime implements Coercing<Object, Object> {

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      try {
        return instant(input);
      } catch (DateTimeException e) {
        throw new CoercingParseValueException(EXPECTED, e);
      }
    }

    @Override
    public Object parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      try {
        return instant(input instanceof StringValue text ? text.getValue() : null);
      } catch (DateTimeException e) {
        throw new CoercingParseLiteralException(EXPECTED, e);
      }
    }

    private static Instant instant(@Nullable Object input) {
      if (input instanceof String text) {
        return OffsetDateTime.parse(text).toInstant();
      }
      throw new DateTimeException("not a string");
    }

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      if (value instanceof Instant instant) {
        // As in events; clocks are finer.
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
      }
      throw new CoercingSerializeException("Not an instant");
    }
  }

  private static final class JsonOutput extends Output {

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return value;
    }
  }
}
