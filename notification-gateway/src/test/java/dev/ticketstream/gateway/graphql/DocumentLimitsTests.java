package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ErrorType;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.introspection.IntrospectionQueryBuilder;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentLimitsTests {

  private final GraphQL graphQl = graphQl(new GraphQlLimits(80, 4, 8, 2, 1));

  private static GraphQL graphQl(GraphQlLimits limits) {
    return GraphQL.newGraphQL(
            new SchemaGenerator()
                .makeExecutableSchema(
                    new SchemaParser().parse("type Query { self: Query name: String }"),
                    RuntimeWiring.newRuntimeWiring()
                        .type("Query", type -> type.dataFetcher("self", _ -> "self"))
                        .type("Query", type -> type.dataFetcher("name", _ -> "name"))
                        .build()))
        .instrumentation(
            new ChainedInstrumentation(
                List.of(
                    new DocumentLimits().depthLimit(limits),
                    new DocumentLimits().complexityLimit(limits),
                    new DocumentLimits().sizeAndAliasLimit(limits))))
        .build();
  }

  /** GraphiQL asks this, with nine levels of wrapped types, where introspection is on. */
  @Test
  void defaultsLetToolsReadTheSchema() {
    String query =
        IntrospectionQueryBuilder.build(
            IntrospectionQueryBuilder.Options.defaultOptions().typeRefFragmentDepth(9));
    assertThat(graphQl(new GraphQlLimits(16_384, 16, 300, 30, 500)).execute(query).getErrors())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "{ self { self { self { name } } } }, ''",
    "{ self { self { self { self { name } } } } }, depth",
    "{ a: name b: name }, ''",
    "{ a: name b: name c: name }, aliases",
    "{ name ...F } fragment F on Query { a: name b: name c: name }, aliases",
    "{ name name name name name name name name }, ''",
    "{ name name name name name name name name name }, complexity",
    "{ name } # a remark of a hundred characters"
        + " ..................................................., characters"
  })
  void refusesWhatIsOverALimitAndNothingElse(String document, String refusal) {
    List<GraphQLError> errors = graphQl.execute(document).getErrors();
    if (refusal.isEmpty()) {
      assertThat(errors).isEmpty();
    } else {
      assertThat(errors)
          .singleElement()
          .satisfies(
              error -> {
                assertThat(error.getErrorType()).isEqualTo(ErrorType.ExecutionAborted);
                assertThat(error.getMessage()).contains(refusal);
                assertThat(GraphQlErrors.coded(error).getExtensions())
                    .containsEntry("code", "LIMIT_EXCEEDED");
              });
    }
  }
}
