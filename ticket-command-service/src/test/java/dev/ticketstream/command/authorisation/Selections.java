package dev.ticketstream.command.authorisation;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes selections of all that a type has, as deep as the limits on documents let it be. */
final class Selections {

  private static final int DEPTH_MAX = 7;

  private Selections() {}

  /** Everything that a field gives, or nothing when it is a plain value. */
  static String of(GraphQLFieldDefinition field) {
    return of(GraphQLTypeUtil.unwrapAll(field.getType()), DEPTH_MAX, List.of());
  }

  static GraphQLFieldDefinition field(GraphQLSchema schema, String name) {
    GraphQLFieldDefinition query = schema.getQueryType().getFieldDefinition(name);
    return query == null ? schema.getMutationType().getFieldDefinition(name) : query;
  }

  private static String of(GraphQLType type, int depth, List<String> path) {
    if (!(type instanceof GraphQLObjectType object)) {
      return "";
    }
    String fields =
        object.getFieldDefinitions().stream()
            .filter(field -> isShort(field, depth, path))
            .map(
                field ->
                    field.getName()
                        + of(
                            GraphQLTypeUtil.unwrapAll(field.getType()),
                            depth - 1,
                            append(path, object.getName())))
            .collect(Collectors.joining(" "));
    return fields.isEmpty() ? " { __typename }" : " { " + fields + " }";
  }

  /** No type within itself, and no page within a page. */
  private static boolean isShort(GraphQLFieldDefinition field, int depth, List<String> path) {
    if (field.getArguments().stream()
        .anyMatch(
            argument ->
                GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue())) {
      return false;
    }
    GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
    if (!(type instanceof GraphQLObjectType object)) {
      return true;
    }
    boolean pageInPage =
        object.getName().endsWith("Connection")
            && path.stream().anyMatch(name -> name.endsWith("Connection"));
    return depth > 1 && !path.contains(object.getName()) && !pageInPage;
  }

  private static List<String> append(List<String> path, String name) {
    return Stream.concat(path.stream(), Stream.of(name)).toList();
  }
}
