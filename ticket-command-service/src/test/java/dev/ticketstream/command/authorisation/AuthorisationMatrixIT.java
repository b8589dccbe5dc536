package dev.ticketstream.command.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.command.authorisation.Desk.Thing;
import dev.ticketstream.command.authorisation.Matrix.Row;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that the API can do, asked for by everybody, against {@code
 * docs/authorisation-matrix.md}.
 */
class AuthorisationMatrixIT {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Names of fields of inputs that lead to a ticket. */
  private static final Set<String> TICKET_IDS = Set.of("id", "ticketId", "ticketIds", "tickets");

  /** Names of fields of inputs that lead to a comment. */
  private static final Set<String> COMMENT_IDS = Set.of("commentId", "parentId");

  private final List<Row> rows = Matrix.read();

  @Test
  void everyFieldHasRowsForAllThatItCanBeCalledOn() {
    GraphQLSchema schema = schema(RunningService.get());
    Set<String> missing = new TreeSet<>();
    Set<String> fields = new TreeSet<>();
    Stream.of(schema.getQueryType(), schema.getMutationType())
        .flatMap(type -> type.getFieldDefinitions().stream())
        .forEach(
            field -> {
              fields.add(field.getName());
              for (String on : thingsOf(field)) {
                if (rows.stream()
                    .noneMatch(row -> row.field().equals(field.getName()) && row.on().equals(on))) {
                  missing.add(field.getName() + " on " + on);
                }
              }
            });
    assertThat(missing).as("rows missing in docs/authorisation-matrix.md").isEmpty();
    assertThat(rows.stream().filter(row -> !row.isRest()).map(Row::field))
        .as("fields in docs/authorisation-matrix.md")
        .isSubsetOf(fields);
  }

  @Test
  void everyHttpPathHasARow() {
    assertThat(missingPaths(RunningService.get()))
        .as("HTTP paths without a row in docs/authorisation-matrix.md")
        .isEmpty();
  }

  @Test
  void everyCallerGetsWhatTheTableSays() {
    List<String> faults = check(new Desk(RunningService.get()), false);
    assertThat(faults).as("rows as they are now").isEmpty();
  }

  @Test
  void agentsConfinedToTheirTeamsToo() {
    try (RunningService confined =
        RunningService.with("--ticketstream.visibility.agent-scope=OWN_TEAMS")) {
      assertThat(check(new Desk(confined), true)).as("rows as they are now").isEmpty();
    }
  }

  /** Confined agents are the column of the other team; else these get what all agents get. */
  private List<String> check(Desk desk, boolean confined) {
    GraphQLSchema schema = schema(desk.service());
    List<String> faults = new ArrayList<>();
    for (Row row : rows) {
      // What is nobody's but admins' is so only where agents are confined.
      if (!confined && (row.isRest() || row.call().contains("$foreign"))) {
        continue;
      }
      Map<Caller, String> expected = new EnumMap<>(row.outcomes());
      if (!confined) {
        expected.put(Caller.OTHER_AGENT, expected.get(Caller.AGENT));
      }
      Map<Caller, String> actual = outcomes(desk, schema, row);
      if (!actual.equals(expected)) {
        if (!confined && Objects.equals(actual.get(Caller.OTHER_AGENT), actual.get(Caller.AGENT))) {
          actual.put(Caller.OTHER_AGENT, row.outcomes().get(Caller.OTHER_AGENT));
        }
        faults.add(row.with(actual));
      }
    }
    return faults;
  }

  private static Map<Caller, String> outcomes(Desk desk, GraphQLSchema schema, Row row) {
    Map<Caller, String> outcomes = new EnumMap<>(Caller.class);
    Thing thing = null;
    for (Caller caller : Caller.values()) {
      if (thing == null) {
        thing = desk.prepare(row);
      }
      if (row.call().contains("$upload")) {
        thing = thing.with("upload", desk.upload(caller));
      }
      String outcome =
          row.isRest() ? rest(desk, row, caller, thing) : graphQl(desk, schema, row, caller, thing);
      outcomes.put(caller, outcome);
      if (outcome.equals("yes") && isChange(schema, row)) {
        thing = null;
      }
    }
    return outcomes;
  }

  private static boolean isChange(GraphQLSchema schema, Row row) {
    return row.isRest()
        ? !row.call().startsWith("GET ")
        : schema.getQueryType().getFieldDefinition(row.field()) == null;
  }

  private static String graphQl(
      Desk desk, GraphQLSchema schema, Row row, Caller caller, Thing thing) {
    GraphQLFieldDefinition field = Selections.field(schema, row.field());
    boolean query = schema.getQueryType().getFieldDefinition(row.field()) != null;
    String document =
        "%s { result: %s%s }"
            .formatted(
                query ? "query" : "mutation", thing.inGraphQl(row.call()), Selections.of(field));
    HttpResponse<String> response = desk.graphQl(caller, document);
    requireNoLeak(row, caller, thing, response.body());
    if (response.statusCode() != 200) {
      return Integer.toString(response.statusCode());
    }
    JsonNode answer = JSON.readTree(response.body());
    if (answer.has("errors")) {
      String code = answer.at("/errors/0/extensions/code").asString("");
      assertThat(code)
          .as("%s: %s", row.call(), response.body())
          .isNotIn("", "INTERNAL_ERROR", "LIMIT_EXCEEDED");
      assertThat(answer.at("/errors/0/extensions/classification").asString(""))
          .as("%s: %s", row.call(), response.body())
          .isNotIn("ValidationError", "InvalidSyntax");
      return code;
    }
    JsonNode result = answer.at("/data/result");
    String outcome = query ? shown(row, thing, result) : carriedOut(result);
    if (outcome.equals("NOT_FOUND")) {
      assertThat(response.body()).as(caller.title()).doesNotContain(thing.mark(), thing.secret());
    }
    return outcome;
  }

  private static String carriedOut(JsonNode payload) {
    JsonNode results = payload.path("results");
    if (results.isArray() && !results.isEmpty()) {
      return carriedOut(results.get(0));
    }
    return payload.path("success").asBoolean(false)
        ? "yes"
        : payload.at("/errors/0/code").asString("no error: " + payload);
  }

  private static String shown(Row row, Thing thing, JsonNode result) {
    if (row.on().equals("—")) {
      return "yes";
    }
    boolean counted = !result.toString().contains("\"id\":") && hasCount(result);
    return result.toString().contains(thing.sought(row)) || counted ? "yes" : "no";
  }

  /** Whether it is nothing but numbers, one of which is not zero. */
  private static boolean hasCount(JsonNode node) {
    if (node.isNumber()) {
      return node.asInt() > 0;
    }
    return node.values().stream().anyMatch(AuthorisationMatrixIT::hasCount);
  }

  private static String rest(Desk desk, Row row, Caller caller, Thing thing) {
    String[] parts = thing.inPath(row.call()).split(" ", 3);
    HttpResponse<String> response =
        desk.send(caller, parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    requireNoLeak(row, caller, thing, response.body());
    if (response.statusCode() >= 300) {
      return Integer.toString(response.statusCode());
    }
    return row.on().equals("—") || response.body().contains(thing.sought(row)) ? "yes" : "no";
  }

  /** Whatever the row says: nothing internal to customers, and no ticket to whom it is not for. */
  private static void requireNoLeak(Row row, Caller caller, Thing thing, String body) {
    String call = caller.title() + ": " + row.call();
    if (caller.isOutside()) {
      assertThat(body).as(call).doesNotContain(thing.secret());
    }
    if (caller == Caller.STRANGER || caller == Caller.NOBODY) {
      assertThat(body).as(call).doesNotContain(thing.mark());
    }
  }

  private static Set<String> thingsOf(GraphQLFieldDefinition field) {
    Set<String> names = new HashSet<>();
    for (GraphQLArgument argument : field.getArguments()) {
      collect(argument.getName(), argument.getType(), names);
    }
    Set<String> things = new TreeSet<>();
    if (names.stream().anyMatch(TICKET_IDS::contains)) {
      things.addAll(List.of("visible", "deleted", "missing"));
    }
    if (names.stream().anyMatch(COMMENT_IDS::contains)) {
      things.addAll(List.of("visible", "internal", "missing"));
    }
    if (names.contains("filter")) {
      things.addAll(List.of("visible", "internal", "deleted"));
    }
    return things.isEmpty() ? Set.of("—") : things;
  }

  private static void collect(String name, GraphQLInputType type, Set<String> names) {
    if (names.add(name)
        && GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType object) {
      object.getFields().forEach(field -> collect(field.getName(), field.getType(), names));
    }
  }

  private Set<String> missingPaths(RunningService service) {
    Set<String> served = new TreeSet<>();
    service
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, _) ->
                mapping
                    .getMethodsCondition()
                    .getMethods()
                    .forEach(
                        method ->
                            mapping
                                .getPatternValues()
                                .forEach(pattern -> served.add(method + " " + pattern))));
    service
        .bean(PathMappedEndpoints.class)
        .getAllPaths()
        .forEach(path -> served.add("GET " + path));
    return served.stream()
        .filter(path -> rows.stream().noneMatch(row -> isRowOf(row, path)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * @param served a method and a path, in which {@code {…}} stands for any part
   */
  private static boolean isRowOf(Row row, String served) {
    if (!row.isRest()) {
      return false;
    }
    String pattern =
        Pattern.compile("\\{[^/]*}")
            .splitAsStream(served)
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/?]+"));
    // splitAsStream drops what is empty at the end.
    String end = served.endsWith("}") ? "[^/?]+" : "";
    return row.call().matches(pattern + end + "([? ].*)?");
  }

  private static GraphQLSchema schema(RunningService service) {
    return service.bean(GraphQlSource.class).schema();
  }
}
