package dev.ticketstream.command.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The scalar {@code DateTime}: RFC 3339 with any offset in, UTC out. */
final class DateTimeCoercing implements Coercing<Instant, String> {

  @Override
  public String serialize(Object value, GraphQLContext context, Locale locale) {
    if (value instanceof Instant instant) {
      return instant.toString();
    }
    throw new CoercingSerializeException("not an instant");
  }

  @Override
  public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
    Instant instant = input instanceof String text ? parse(text) : null;
    if (instant == null) {
      throw new CoercingParseValueException("A DateTime is a text in RFC 3339.");
    }
    return instant;
  }

  @Override
  public Instant parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    Instant instant = input instanceof StringValue text ? parse(text.getValue()) : null;
    if (instant == null) {
      throw new CoercingParseLiteralException("A DateTime is a text in RFC 3339.");
    }
    return instant;
  }

  private static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      return time.getYear() >= 1 && time.getYear() <= 9999 ? time.toInstant() : null;
    } catch (DateTimeException e) {
      // No time, or none in UTC: the last years of all end earlier there.
      return null;
    }
  }
}
