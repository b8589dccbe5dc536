package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ErrorType;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentLimitsTests {

  private static final GraphQlLimits LIMITS = new GraphQlLimits(80, 4, 8, 2, 1);

  private final GraphQL graphQl =
      GraphQL.newGraphQL(
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
                      new DocumentLimits().depthLimit(LIMITS),
                      new DocumentLimits().complexityLimit(LIMITS),
                      new DocumentLimits().sizeAndAliasLimit(LIMITS))))
          .build();

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
