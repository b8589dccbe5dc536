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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Scalars that are times written as text. */
final class TimeCoercing<T> implements Coercing<T, String> {

  private final Class<T> type;
  private final Function<String, T> parser;
  private final String expected;

  private TimeCoercing(Class<T> type, Function<String, T> parser, String expected) {
    this.type = type;
    this.parser = parser;
    this.expected = expected;
  }

  /** The scalar {@code Date}: a day as {@code 2026-03-01}. */
  static TimeCoercing<LocalDate> days() {
    return new TimeCoercing<>(
        LocalDate.class, TimeCoercing::day, "A Date is a text like 2026-03-01.");
  }

  /** The scalar {@code DateTime}: RFC 3339 with any offset in, UTC out. */
  static TimeCoercing<Instant> instants() {
    return new TimeCoercing<>(
        Instant.class, TimeCoercing::instant, "A DateTime is a text in RFC 3339.");
  }

  @Override
  public String serialize(Object value, GraphQLContext context, Locale locale) {
    if (type.isInstance(value)) {
      return value.toString();
    }
    throw new CoercingSerializeException("not of the type " + type.getSimpleName());
  }

  @Override
  public T parseValue(Object input, GraphQLContext context, Locale locale) {
    return parse(input).orElseThrow(() -> new CoercingParseValueException(expected));
  }

  @Override
  public T parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    return (input instanceof StringValue text ? parse(text.getValue()) : Optional.<T>empty())
        .orElseThrow(() -> new CoercingParseLiteralException(expected));
  }

  private Optional<T> parse(@Nullable Object input) {
    try {
      return input instanceof String text ? Optional.of(parser.apply(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    requireYear(day.getYear(), 9998);
    return day;
  }

  /** The last years of all have no such time in UTC, which is refused as well. */
  private static Instant instant(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
    requireYear(time.getYear(), 9999);
    return time.toInstant();
  }

  private static void requireYear(int year, int max) {
    if (year < 1 || year > max) {
      throw new DateTimeException("the year must be 1 to " + max);
    }
  }
}
