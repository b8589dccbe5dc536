package dev.ticketstream.gateway.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.subscription.MatchKind;
import graphql.ExecutionResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Events are executed and encoded once for all who show them alike, and nobody can tell. */
class SharedViewsIT extends RunningGateway {

  private static final EventRedactor REDACTOR =
      new EventRedactor(new TicketVisibility(AgentScope.ALL_TICKETS));
  private static final String ID = "a \"quoted\\ id\" – ünïcödé 🎫";

  @Autowired @Nullable WebGraphQlHandler handler;
  @Autowired @Nullable JsonMapper json;
  @Autowired @Nullable MeterRegistry meters;

  private final List<TestSocket> sockets = new ArrayList<>();

  @AfterEach
  void noneLeftBehind() {
    sockets.forEach(TestSocket::leave);
    awaitSubscriptions(0);
    await().untilAsserted(() -> assertThat(views()).isZero());
  }

  /**
   * A way to ask.
   *
   * @param operationName of several operations in the document
   */
  record Request(
      String query, @Nullable String operationName, Map<String, @Nullable Object> variables) {

    Request(String query, Map<String, @Nullable Object> variables) {
      this(query, null, variables);
    }
  }

  static List<Request> corpus() {
    String ticket = "11111111-1111-4111-8111-111111111111";
    Map<String, @Nullable Object> none = Map.of();
    return List.of(
        new Request("subscription { supportTicketEvents { eventId } }", none),
        new Request("subscription{e:supportTicketEvents{v:version,w:version t:__typename}}", none),
        new Request(
            "subscription { supportTicketEvents { ticket { a: id b: id createdBy { id } } } }",
            none),
        new Request(
            """
            subscription {
              myTicketUpdates {
                ...Head
                ticket { ...Ticket ... on SupportTicket { tags } ... { deleted } }
              }
            }
            fragment Head on SupportTicketEvent { eventId previousState ...More }
            fragment More on SupportTicketEvent { changes { field oldValue newValue } metadata }
            fragment Ticket on SupportTicket { reference watchers { ...Name } createdBy { ...Name } }
            fragment Name on User { firstName lastName avatar }
            """,
            none),
        new Request(
            "subscription { ...Root } fragment Root on Subscription { myTicketUpdates { match } }",
            none),
        new Request(
            "subscription($with: Boolean!) { myTicketUpdates { cursor eventId @include(if: $with) }"
                + " }",
            Map.of("with", true)),
        new Request(
            "subscription($with: Boolean!) { myTicketUpdates { cursor eventId @include(if: $with) }"
                + " }",
            Map.of("with", false)),
        new Request(
            "subscription($not: Boolean = true) { myTicketUpdates { cursor ... @skip(if: $not)"
                + " { eventId } } }",
            none),
        new Request(
            "subscription($f: SupportTicketSubscriptionFilter, $a: String)"
                + " { supportTicketEvents(filter: $f, after: $a) { eventType timestamp } }",
            Map.of("f", Map.of("statuses", List.of("open"), "ticketIds", List.of(ticket)))),
        new Request(
            "subscription { ticketUpdated(ticketId: \"%s\", conflate: true) { origin } }"
                .formatted(ticket),
            none),
        new Request(
            """
            query Q { me { id } }
            subscription A { a: myTicketUpdates { eventId } }
            subscription B { b: supportTicketEvents { version replayed } }
            """,
            "B",
            none),
        new Request(
            """
            # a comment
            subscription   Everything {
              supportTicketEvents {
                eventId eventType previousState timestamp metadata version cursor replayed match
                triggeredBy { id firstName lastName avatar } origin
                comment { id comment internal when who { id } mentions { id } byStaff editedDate }
                changes { field oldValue newValue }
                attachment { id fileName contentType size sha256 uploadedDate uploadedBy { id } }
                ticket {
                  id reference request description requestType status priority team tags
                  commentCount slaDeadline meta createdDate updatedDate resolvedDate closedDate
                  version deleted createdBy { id } assignedTo { id } watchers { id }
                  relatedTickets { ticketId reference kind } attachments { id } allowedTransitions
                }
              }
            }
            """,
            none),
        new Request(
            "subscription { supportTicketEvents { ticket { status allowedTransitions } } }", none),
        new Request(
            """
            subscription($with: Boolean!, $not: Boolean = true) {
              supportTicketEvents {
                ...Ticket
                ticket { may: allowedTransitions @include(if: $with) }
                ... @skip(if: $not) { ticket { never: allowedTransitions } }
              }
            }
            fragment Ticket on SupportTicketEvent { ticket { ... { set: allowedTransitions } } }
            """,
            Map.of("with", true)),
        new Request(
            "subscription($with: Boolean!) { supportTicketEvents { version"
                + " ticket @include(if: $with) { allowedTransitions } } }",
            Map.of("with", false)));
  }

  /** Somebody who asks. */
  record Caller(Viewer viewer, String token) {}

  private static List<Caller> callers() {
    return List.of(
        new Caller(EventFixtures.agent(EventFixtures.ALICE, EventFixtures.FIRST_LINE), alice()),
        new Caller(EventFixtures.customer(EventFixtures.CAROL), carol()));
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void resultsEqualThoseOfTheOrdinaryWayByteForByte(Request request) {
    List<Compared> compared = callers().stream().map(caller -> compared(caller, request)).toList();
    awaitSubscriptions(2 * compared.size());

    for (SupportTicketEvent event : EventFixtures.everyEvent()) {
      for (Exposure exposure : exposures(event)) {
        DeliveredEvent delivered =
            new DeliveredEvent(
                REDACTOR.redact(event, exposure), MatchKind.ENTERED, "a-cursor", false);
        streams().share(delivered);
        compared.forEach(each -> assertEqual(each, delivered));
      }
    }
  }

  /**
   * One request made by one caller in three ways.
   *
   * @param ordinary where to put events that graphql-java executes for the caller alone
   * @param results what comes of these
   * @param second shares the view of {@code first}, and must not be told apart from it
   */
  private record Compared(
      Subscriber<? super DeliveredEvent> ordinary,
      List<String> results,
      TestSocket first,
      TestSocket second) {}

  private Compared compared(Caller caller, Request request) {
    List<String> results = new CopyOnWriteArrayList<>();
    return new Compared(
        ordinary(caller.viewer(), request, results::add),
        results,
        subscribed(caller.token(), "1", request),
        subscribed(caller.token(), ID, request));
  }

  private void assertEqual(Compared compared, DeliveredEvent delivered) {
    compared.results().clear();
    compared.ordinary().onNext(delivered);
    assertThat(compared.results()).hasSize(1);
    String payload = compared.results().getFirst();
    assertThat(compared.first().nextResultText())
        .isEqualTo("{\"id\":\"1\",\"type\":\"next\",\"payload\":" + payload + "}");
    assertThat(compared.second().nextResultText())
        .isEqualTo(
            "{\"id\":"
                + requireNonNull(json).writeValueAsString(ID)
                + ",\"type\":\"next\",\"payload\":"
                + payload
                + "}");
  }

  @Test
  void executesOnceForAllWhoseArgumentsOnlySelectEvents() {
    TestSocket socket = connected();
    for (int i = 0; i < 100; i++) {
      Map<String, Object> filter =
          Map.of(
              "ticketIds", List.of(EventFixtures.uuid(i).toString()), "statuses", List.of("new"));
      String query =
          i % 2 == 0
              ? "subscription S%d($f: SupportTicketSubscriptionFilter)".formatted(i)
                  + " { supportTicketEvents(filter: $f) { eventId ticket { request } } }"
              : "subscription { supportTicketEvents(filter: { priorities: [\"high\"] }, conflate:"
                  + " true)\n{ eventId, ticket { request } } }";
      socket.subscribe("s" + i, query, i % 2 == 0 ? Map.of("f", filter) : Map.of());
    }
    awaitSubscriptions(100);
    assertThat(views()).isEqualTo(1);

    double before = rendered();
    streams().share(event(MatchKind.WITHIN));
    for (int i = 0; i < 100; i++) {
      socket.next("next");
    }
    assertThat(rendered() - before).isEqualTo(1);
  }

  @Test
  void executesAnewForOtherSelectionsAndForVariablesThatReachThem() {
    String query =
        "subscription($w: Boolean!) { myTicketUpdates { eventId match @include(if: $w) } }";
    TestSocket socket = connected();
    socket.subscribe("with", query, Map.of("w", true));
    socket.subscribe("with too", query, Map.of("w", true));
    socket.subscribe("without", query, Map.of("w", false));
    socket.subscribe("alias", "subscription { m: myTicketUpdates { eventId match } }");
    socket.subscribe("other", "subscription { myTicketUpdates { eventId version } }");
    awaitSubscriptions(5);
    assertThat(views()).isEqualTo(4);

    double before = rendered();
    streams().share(event(MatchKind.LEFT));
    Map<Object, String> byId = new java.util.HashMap<>();
    for (int i = 0; i < 5; i++) {
      Map<String, Object> message = socket.next("next");
      byId.put(requireNonNull(message.get("id")), message.toString());
    }
    assertThat(rendered() - before).isEqualTo(4);
    assertThat(byId.get("with")).contains("match=LEFT");
    assertThat(byId.get("with too")).contains("match=LEFT");
    assertThat(byId.get("without")).doesNotContain("match");
    assertThat(byId.get("alias")).contains("{m={eventId");
    assertThat(byId.get("other")).contains("version");
  }

  @Test
  void refusesAUserOneDifferentSelectionTooManyAndNobodyElse() {
    TestSocket socket = connected();
    for (int i = 0; i < 50; i++) {
      socket.subscribe("s" + i, selection(i));
    }
    awaitSubscriptions(50);
    Map<String, Object> refusal = connected().subscribe("one more", selection(50)).next("error");
    assertThat(refusal.toString())
        .contains("code=LIMIT_EXCEEDED", "limit=views-per-user-max", "max=50");
    connected().subscribe("shares", selection(49));
    awaitSubscriptions(51);

    TestSocket other = socket().connected(carol());
    sockets.add(other);
    other.subscribe("another user's", selection(51));
    awaitSubscriptions(52);
    assertThat(views()).isEqualTo(51);

    socket.complete("s0");
    awaitSubscriptions(51);
    connected().subscribe("a free place", selection(50));
    awaitSubscriptions(52);
  }

  private static String selection(int number) {
    return "subscription { myTicketUpdates { a%d: eventId } }".formatted(number);
  }

  @Test
  void goesOnWhenTheSubscriptionThatMadeTheViewEnds() {
    String query = "subscription { myTicketUpdates { eventId } }";
    TestSocket first = connected().subscribe("1", query);
    awaitSubscriptions(1);
    TestSocket second = connected().subscribe("2", query);
    awaitSubscriptions(2);
    first.complete("1");
    awaitSubscriptions(1);
    streams().share(event(MatchKind.WITHIN));
    assertThat(second.next("next")).containsEntry("id", "2");
    assertThat(first.unread()).isEmpty();
  }

  /** A view goes on for as long as anyone has it, so it may not grow with the events. */
  @Test
  void keepsNothingOfTheEventsThatItHasShown() {
    int events = 1_000;
    TestSocket socket = connected().subscribe("1", "subscription { myTicketUpdates { eventId } }");
    awaitSubscriptions(1);
    show(events, socket);
    Map<String, Long> before = LiveObjects.byClass("graphql.");
    show(events, socket);
    Map<String, Long> after = LiveObjects.byClass("graphql.");
    assertThat(after).isNotEmpty();
    after.forEach(
        (name, count) ->
            assertThat(count - before.getOrDefault(name, 0L)).as(name).isLessThan(events / 2));
  }

  private void show(int events, TestSocket socket) {
    for (int i = 0; i < events; i++) {
      streams().share(event(MatchKind.WITHIN));
      socket.next("next");
    }
  }

  private static List<Exposure> exposures(SupportTicketEvent event) {
    return event.internal() ? List.of(Exposure.STAFF) : List.of(Exposure.STAFF, Exposure.PUBLIC);
  }

  private static DeliveredEvent event(MatchKind match) {
    return new DeliveredEvent(
        REDACTOR.redact(EventFixtures.everyEvent().getFirst(), Exposure.STAFF),
        match,
        "a-cursor",
        false);
  }

  private TestSocket connected() {
    return connected(alice());
  }

  private TestSocket connected(String token) {
    TestSocket socket = socket().connected(token);
    sockets.add(socket);
    return socket;
  }

  private TestSocket subscribed(String token, String id, Request request) {
    Map<String, Object> payload = new java.util.HashMap<>();
    payload.put("query", request.query());
    payload.put("variables", request.variables());
    if (request.operationName() != null) {
      payload.put("operationName", request.operationName());
    }
    return connected(token)
        .send(
            requireNonNull(json)
                .writeValueAsString(Map.of("id", id, "type", "subscribe", "payload", payload)));
  }

  /**
   * Subscribes to what graphql-java makes of the viewer's request; tells where to put its events.
   */
  @SuppressWarnings("unchecked")
  private Subscriber<? super DeliveredEvent> ordinary(
      Viewer viewer, Request request, Consumer<String> results) {
    WebGraphQlResponse response =
        requireNonNull(handler)
            .handleRequest(
                new WebGraphQlRequest(
                    URI.create("/graphql"),
                    HttpHeaders.EMPTY,
                    null,
                    null,
                    Map.of(ViewerInterceptor.VIEWER, viewer),
                    new DefaultGraphQlRequest(
                        request.query(), request.operationName(), request.variables(), Map.of()),
                    "ordinary",
                    null))
            .block();
    Publisher<ExecutionResult> data = requireNonNull(requireNonNull(response).getData());
    EventSource source =
        requireNonNull(EventSource.of(response.getExecutionInput().getGraphQLContext()));
    return source.subscribe(
        () ->
            Flux.from(data)
                .map(
                    result ->
                        new String(
                            requireNonNull(json).writeValueAsBytes(result.toSpecification()),
                            UTF_8))
                .subscribe(results));
  }

  private double views() {
    return requireNonNull(meters).get("ticketstream.views").gauge().value();
  }

  private double rendered() {
    return requireNonNull(meters).get("ticketstream.views.rendered").counter().count();
  }
}
