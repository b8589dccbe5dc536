package dev.ticketstream.command.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The scalar {@code Date}: a day as {@code 2026-03-01}. */
final class DateCoercing implements Coercing<LocalDate, String> {

  @Override
  public String serialize(Object value, GraphQLContext context, Locale locale) {
    if (value instanceof LocalDate date) {
      return date.toString();
    }
    throw new CoercingSerializeException("not a date");
  }

  @Override
  public LocalDate parseValue(Object input, GraphQLContext context, Locale locale) {
    LocalDate date = input instanceof String text ? parse(text) : null;
    if (date == null) {
      throw new CoercingParseValueException("A Date is a text like 2026-03-01.");
    }
    return date;
  }

  @Override
  public LocalDate parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    LocalDate date = input instanceof StringValue text ? parse(text.getValue()) : null;
    if (date == null) {
      throw new CoercingParseLiteralException("A Date is a text like 2026-03-01.");
    }
    return date;
  }

  private static @Nullable LocalDate parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      return date.getYear() >= 1 && date.getYear() <= 9998 ? date : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
