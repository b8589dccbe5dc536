package dev.ticketstream.gateway.graphql;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.introspection.IntrospectionQueryBuilder;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class DocumentLimitsTests {

  private static final GraphQlLimits DEFAULTS =
      new GraphQlLimits(
          DataSize.ofKilobytes(16),
          DataSize.ofKilobytes(48),
          16,
          300,
          10,
          20,
          30,
          50,
          500,
          50,
          DataSize.ofMegabytes(1));
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final GraphQL graphQl =
      graphQl(
          new GraphQlLimits(
              DataSize.ofBytes(120),
              DataSize.ofBytes(20),
              4,
              8,
              2,
              5,
              2,
              2,
              1,
              1,
              DataSize.ofMegabytes(1)));
  private final GraphQL graphQlWithDefaults = graphQl(DEFAULTS);

  private GraphQL graphQl(GraphQlLimits limits) {
    return GraphQL.newGraphQL(
            new SchemaGenerator()
                .makeExecutableSchema(
                    new SchemaParser()
                        .parse(
                            "type Query { self: Query name(of: [[[String]]]): String }"
                                + " type Subscription { name: String }"),
                    RuntimeWiring.newRuntimeWiring()
                        .type("Query", type -> type.dataFetcher("self", _ -> "self"))
                        .type("Query", type -> type.dataFetcher("name", _ -> "name"))
                        .build()))
        .instrumentation(new DocumentLimits(limits, new LimitRefusals(meters), JsonMapper.shared()))
        .build();
  }

  /** GraphiQL asks this, with nine levels of wrapped types, where introspection is on. */
  @Test
  void defaultsLetToolsReadTheSchema() {
    String query =
        IntrospectionQueryBuilder.build(
            IntrospectionQueryBuilder.Options.defaultOptions().typeRefFragmentDepth(9));
    assertThat(graphQlWithDefaults.execute(query).getErrors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "{ self { self { self { name } } } }, ''",
    "{ self { self { self { self { name } } } } }, depth-max",
    "{ ...F } fragment F on Query { self { ...G } } fragment G on Query { self { self { name } } },"
        + " ''",
    "{ self { ...F } } fragment F on Query { self { ... on Query { self { self { name } } } } },"
        + " depth-max",
    "{ a: name b: name }, ''",
    "{ a: name b: name c: name }, aliases-max",
    "{ name ...F } fragment F on Query { a: name b: name c: name }, aliases-max",
    "{ self { name name name } self { name name name } }, ''",
    "{ self { name name name } self { name name name name } }, complexity-max",
    "{ self { ...F } self { ...F } self { ...F } } fragment F on Query { name name },"
        + " complexity-max",
    "{ name name name name name }, ''",
    "{ name name ... { name name name name } }, root-fields-max",
    "query a { name } query b { name }, ''",
    "query a { name } query b { name } query c { name }, operations-max",
    "{ name @skip(if: false) ... @skip(if: false) { name } }, ''",
    "{ name @skip(if: false) @include(if: true) ... @skip(if: false) { name } }, directives-max",
    "{ name } # a remark that makes this document longer than it may be"
        + " ........................................................................,"
        + " document-size-max"
  })
  void refusesWhatIsOverALimitAndNothingElse(String document, String limit) {
    // Which of two operations is not said; the limits come first.
    List<GraphQLError> errors =
        graphQl
            .execute(
                ExecutionInput.newExecutionInput(document)
                    .operationName(document.startsWith("query a") ? "a" : null))
            .getErrors();
    if (limit.isEmpty()) {
      assertThat(errors).isEmpty();
    } else {
      assertRefused(errors, limit);
    }
  }

  @Test
  void refusesVariablesThatAreOverTheLimit() {
    // {"v":"…"}
    for (int length : new int[] {12, 13}) {
      List<GraphQLError> errors =
          graphQl
              .execute(
                  ExecutionInput.newExecutionInput("{ name }")
                      .variables(Map.of("v", "x".repeat(length))))
              .getErrors();
      if (length == 12) {
        assertThat(errors).isEmpty();
      } else {
        assertRefused(errors, "variables-size-max");
      }
    }
  }

  @Test
  void refusesWhatNestsTooDeepToBeParsed() {
    for (String document :
        new String[] {
          "{ self ".repeat(2_000) + "}".repeat(2_000),
          "{ name(of: " + "[".repeat(8_000) + "]".repeat(8_000) + ") }",
          "{ name(of: " + "{a:".repeat(4_000) + "1" + "}".repeat(4_000) + ") }",
          "query($v: " + "[".repeat(8_000) + "Int" + "]".repeat(8_000) + ") { name }",
          "[".repeat(16_000),
          "{".repeat(16_000),
          "{ ... ".repeat(2_500) + "}".repeat(1),
          "@a".repeat(7_600),
        }) {
      List<GraphQLError> errors = graphQlWithDefaults.execute(document).getErrors();
      assertThat(errors).describedAs(document.substring(0, 12)).isNotEmpty();
    }
    assertRefused(
        graphQlWithDefaults.execute("{ self ".repeat(2_000) + "}".repeat(2_000)).getErrors(),
        "parser");
  }

  /** Expanded, these have more fields than there are atoms; it must not be tried. */
  @Test
  void refusesFragmentsThatMultiplyBeforeTheyAreExpanded() {
    String bomb =
        "{ ...f0 } "
            + IntStream.range(0, 250)
                .mapToObj(i -> "fragment f%d on Query{...f%d ...f%d}".formatted(i, i + 1, i + 1))
                .collect(joining(" "))
            + " fragment f250 on Query { name }";
    assertRefusedSoon(bomb, "root-fields-max");
    String deep =
        "{ ...f0 } "
            + IntStream.range(0, 200)
                .mapToObj(
                    i ->
                        "fragment f%d on Query{self{...f%d}self{...f%d}}"
                            .formatted(i, i + 1, i + 1))
                .collect(joining(" "))
            + " fragment f200 on Query { name }";
    assertRefusedSoon(deep, "depth-max");
  }

  @Test
  void leavesFragmentsThatNameThemselvesToTheValidation() {
    for (String cycle :
        new String[] {
          "{ ...A } fragment A on Query { ...A }",
          "{ ...A } fragment A on Query { self { ...B } } fragment B on Query { self { ...A } }",
          "{ ...A }"
        }) {
      assertThat(graphQlWithDefaults.execute(cycle).getErrors())
          .isNotEmpty()
          .allSatisfy(
              error ->
                  assertThat(GraphQlErrors.coded(error).getExtensions())
                      .containsEntry("code", "INVALID_INPUT"));
    }
  }

  /** GraphQL, 5.2.4.1; with a variable GraphQL Java's own validation throws instead. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription S($v: Boolean!) { name @include(if: $v) }",
        "subscription S($v: Boolean!) { ... @skip(if: $v) { name } }",
        "subscription S($v: Boolean!) { ...F } fragment F on Subscription { name @include(if: $v)"
            + " }",
        "subscription { name @include(if: $undefined) }",
        "subscription { name @include(if: true) }"
      })
  void refusesConditionsAtTheTopOfASubscription(String document) {
    assertThat(
            graphQl
                .execute(ExecutionInput.newExecutionInput(document).variables(Map.of("v", true)))
                .getErrors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(GraphQlErrors.coded(error).toSpecification().toString())
                    .contains("INVALID_INPUT", "@skip or @include"));
  }

  /** GraphQL, 5.5.2.1; GraphQL Java's own validation throws instead. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription { ...Absent }",
        "subscription { ... { ...Absent } }",
        "subscription { ...F } fragment F on Subscription { ...Absent name }",
        "subscription { ...F } fragment F on Subscription { name }"
            + " fragment F on Subscription { ...Absent }",
        "subscription { ...F } fragment F on Subscription { ...Absent }"
            + " fragment F on Subscription { name }"
      })
  void refusesAnAbsentFragmentAtTheTopOfASubscription(String document) {
    assertThat(graphQl.execute(document).getErrors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(GraphQlErrors.coded(error).toSpecification().toString())
                    .contains("INVALID_INPUT", "no fragment 'Absent'"));
  }

  private void assertRefusedSoon(String document, String limit) {
    CompletableFuture<List<GraphQLError>> refused =
        CompletableFuture.supplyAsync(() -> graphQlWithDefaults.execute(document).getErrors());
    assertThat(refused).succeedsWithin(SOON).satisfies(errors -> assertRefused(errors, limit));
  }

  private void assertRefused(List<GraphQLError> errors, String limit) {
    assertThat(errors)
        .singleElement()
        .satisfies(
            error ->
                assertThat(GraphQlErrors.coded(error).getExtensions())
                    .containsEntry("code", "LIMIT_EXCEEDED")
                    .containsEntry("limit", limit)
                    .containsKey("max"));
    assertThat(meters.counter("ticketstream.graphql.refused", "limit", limit).count()).isPositive();
  }
}
