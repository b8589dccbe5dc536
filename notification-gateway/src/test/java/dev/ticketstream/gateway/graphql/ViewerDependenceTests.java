package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.BOB;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static dev.ticketstream.events.fixtures.EventFixtures.DAVE;
import static dev.ticketstream.events.fixtures.EventFixtures.FIRST_LINE;
import static dev.ticketstream.events.fixtures.EventFixtures.SECOND_LINE;
import static dev.ticketstream.events.fixtures.EventFixtures.admin;
import static dev.ticketstream.events.fixtures.EventFixtures.agent;
import static dev.ticketstream.events.fixtures.EventFixtures.customer;
import static dev.ticketstream.gateway.graphql.ViewerAspect.CUSTOMER;
import static dev.ticketstream.gateway.graphql.ViewerAspect.ROLES;
import static dev.ticketstream.gateway.graphql.ViewerAspect.TEAMS;
import static dev.ticketstream.gateway.graphql.ViewerAspect.USER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.events.access.Viewer;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** What of the viewer is part of a view's key, for the schema and a few more fields. */
class ViewerDependenceTests {

  private static final String MORE_FIELDS =
      """
      extend type SupportTicketEvent {
        whole: Int @perViewer
        user: Int @perViewer(by: [USER])
        teams: Int @perViewer(by: [TEAMS, ROLES])
      }
      """;

  private @Nullable GraphQL graphQl;
  private @Nullable ViewKey key;
  private Viewer viewer = agent(ALICE, FIRST_LINE);

  @BeforeEach
  void buildSchema() throws IOException {
    TypeDefinitionRegistry schema;
    try (InputStream text =
        requireNonNull(TicketEventWiring.class.getResourceAsStream("/graphql/schema.graphqls"))) {
      schema = new SchemaParser().parse(new String(text.readAllBytes(), UTF_8));
    }
    schema.merge(new SchemaParser().parse(MORE_FIELDS));
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    new TicketEventWiring(
            new TicketProperties(Duration.ZERO), Clock.systemUTC(), JsonMapper.shared())
        .configure(wiring);
    wiring.type(
        "Subscription",
        type ->
            type.defaultDataFetcher(
                environment -> {
                  key = ViewKey.of(environment, viewer);
                  return Flux.empty();
                }));
    graphQl =
        GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(schema, wiring.build()))
            .build();
  }

  private ViewKey key(String document, Map<String, Object> variables) {
    key = null;
    ExecutionResult result =
        requireNonNull(graphQl)
            .execute(ExecutionInput.newExecutionInput(document).variables(variables).build());
    assertThat(result.getErrors()).isEmpty();
    return requireNonNull(key);
  }

  private Set<ViewerAspect> aspects(String document, Map<String, Object> variables) {
    return key(document, variables).viewer().aspects().keySet();
  }

  @Test
  void viewersAreNoPartOfAViewWithoutAFieldThatDependsOnThem() {
    assertThat(
            aspects(
                "subscription { supportTicketEvents { __typename ticket { status __typename } } }",
                Map.of()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription { supportTicketEvents { ticket { allowedTransitions } } }",
        "subscription { supportTicketEvents { t: ticket { version: allowedTransitions } } }",
        "subscription { supportTicketEvents { version } supportTicketEvents { ticket {"
            + " allowedTransitions } } }",
        "subscription { supportTicketEvents { ... { ticket { ... on SupportTicket {"
            + " allowedTransitions } } } } }",
        "subscription { ...R } fragment R on Subscription { supportTicketEvents { ...E } }"
            + " fragment E on SupportTicketEvent { ticket { ...T } }"
            + " fragment T on SupportTicket { allowedTransitions }",
        "subscription { supportTicketEvents { ticket { ...T @skip(if: true) ...T } } }"
            + " fragment T on SupportTicket { allowedTransitions @include(if: true) }",
        "subscription($w: Boolean! = true) { supportTicketEvents { ticket { ... @include(if: $w) {"
            + " allowedTransitions @skip(if: false) } } } }",
      })
  void findsAFieldThatDependsOnTheViewerWhereverItIs(String document) {
    assertThat(aspects(document, Map.of())).containsExactly(CUSTOMER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription($w: Boolean!) { supportTicketEvents { version ticket { id"
            + " allowedTransitions @include(if: $w) } } }",
        "subscription($w: Boolean!) { supportTicketEvents { version ...E @include(if: $w) } }"
            + " fragment E on SupportTicketEvent { ticket { allowedTransitions } }",
        "subscription($w: Boolean!, $n: Boolean! = true) { supportTicketEvents { version"
            + " ticket @skip(if: $n) { allowedTransitions } ... @include(if: $w) { user } } }",
        "subscription($w: Boolean!) { supportTicketEvents { version whole @include(if: true)"
            + " @skip(if: true) ticket @include(if: $w) @skip(if: false) { allowedTransitions } }"
            + " }",
      })
  void doesNotSplitViewsForAFieldThatIsLeftOut(String document) {
    assertThat(aspects(document, Map.of("w", false))).isEmpty();
    assertThat(aspects(document, Map.of("w", true))).hasSize(1);
  }

  @Test
  void addsUpWhatItsFieldsDependOn() {
    assertThat(aspects("subscription { myTicketUpdates { whole } }", Map.of()))
        .containsExactlyInAnyOrder(USER, ROLES, TEAMS);
    assertThat(
            aspects(
                "subscription { myTicketUpdates { teams ticket { allowedTransitions } } }",
                Map.of()))
        .containsExactlyInAnyOrder(CUSTOMER, ROLES, TEAMS);
  }

  private ViewKey keyOf(String field, Viewer who) {
    viewer = who;
    return key("subscription { myTicketUpdates { %s } }".formatted(field), Map.of());
  }

  @Test
  void keysAreEqualForThoseWhoAreAlikeInWhatTheFieldDependsOn() {
    Viewer alice = agent(ALICE, FIRST_LINE);
    Viewer bob = agent(BOB, FIRST_LINE);
    String transitions = "ticket { allowedTransitions }";
    assertThat(keyOf(transitions, alice))
        .isEqualTo(keyOf(transitions, bob))
        .isEqualTo(keyOf(transitions, admin()))
        .isNotEqualTo(keyOf(transitions, customer(CAROL)))
        .isNotEqualTo(keyOf(transitions, customer(ALICE)));
    assertThat(keyOf(transitions, customer(CAROL)))
        .isEqualTo(keyOf(transitions, customer(CAROL)))
        .isNotEqualTo(keyOf(transitions, customer(DAVE)));
    assertThat(keyOf("teams", alice))
        .isEqualTo(keyOf("teams", bob))
        .isNotEqualTo(keyOf("teams", agent(ALICE, FIRST_LINE, SECOND_LINE)))
        .isNotEqualTo(keyOf("teams", customer(ALICE)));
    assertThat(keyOf("user", alice)).isNotEqualTo(keyOf("user", bob));
    assertThat(keyOf("whole", alice))
        .isEqualTo(keyOf("whole", agent(ALICE, FIRST_LINE)))
        .isNotEqualTo(keyOf("whole", agent(ALICE, SECOND_LINE)))
        .isNotEqualTo(keyOf("whole", bob));
  }

  @Test
  void tellsAFieldNothingOfTheViewerThatIsNotInTheKey() {
    ViewerPart part = ViewerPart.of(customer(CAROL), Set.of(TEAMS));
    assertThatThrownBy(part::customer).isInstanceOf(IllegalStateException.class);
    assertThat(ViewerPart.of(customer(CAROL), Set.of(CUSTOMER)).customer()).contains("carol");
    assertThat(ViewerPart.of(admin(), Set.of(CUSTOMER)).customer()).isEmpty();
  }
}
