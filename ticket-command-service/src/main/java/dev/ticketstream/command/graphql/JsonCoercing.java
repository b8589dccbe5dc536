package dev.ticketstream.command.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scalar {@code JSON}: maps, lists, texts, numbers and booleans as they are. */
final class JsonCoercing implements Coercing<Object, Object> {

  @Override
  public Object serialize(Object value, GraphQLContext context, Locale locale) {
    return value;
  }

  @Override
  public Object parseValue(Object input, GraphQLContext context, Locale locale) {
    return input;
  }

  @Override
  public Object parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    Object value = parse(input, variables);
    if (value == null) {
      throw new CoercingParseLiteralException("not a JSON value");
    }
    return value;
  }

  private static @Nullable Object parse(Value<?> input, CoercedVariables variables) {
    return switch (input) {
      case NullValue _ -> null;
      case StringValue text -> text.getValue();
      case BooleanValue flag -> flag.isValue();
      case IntValue number -> number.getValue();
      case FloatValue number -> number.getValue();
      case VariableReference reference -> variables.get(reference.getName());
      case ArrayValue array -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (Value<?> element : array.getValues()) {
          list.add(parse(element, variables));
        }
        yield list;
      }
      case ObjectValue object -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (ObjectField field : object.getObjectFields()) {
          map.put(field.getName(), parse(field.getValue(), variables));
        }
        yield map;
      }
      case EnumValue name ->
          throw new CoercingParseLiteralException("not a JSON value: " + name.getName());
      // Value is GraphQL Java's interface and not sealed.
      default -> throw new CoercingParseLiteralException("not a JSON value");
    };
  }
}
