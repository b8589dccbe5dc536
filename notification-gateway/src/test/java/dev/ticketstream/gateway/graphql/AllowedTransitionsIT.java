package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.BOB;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static dev.ticketstream.events.fixtures.EventFixtures.DAVE;
import static dev.ticketstream.events.fixtures.EventFixtures.FIRST_LINE;
import static dev.ticketstream.events.fixtures.EventFixtures.SECOND_LINE;
import static dev.ticketstream.events.fixtures.EventFixtures.agent;
import static dev.ticketstream.events.fixtures.EventFixtures.customer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.StatusMachine;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.SingletonPropertyDataFetcher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** A field that depends on the viewer is shared only among those for whom it is the same. */
class AllowedTransitionsIT extends RunningGateway {

  private static final String DOCUMENT =
      "subscription($with: Boolean! = true) { supportTicketEvents"
          + " { version ticket { status allowedTransitions @include(if: $with) } } }";
  private static final Duration WINDOW = Duration.ofDays(14);
  private static final UserRef ERIN = new UserRef("erin", "Erin", "Customer", null);

  private static final StatusMachine MACHINE = new StatusMachine(WINDOW);
  private static final TicketVisibility VISIBILITY = new TicketVisibility(AgentScope.ALL_TICKETS);

  @Autowired @Nullable GraphQlSource graphQl;
  @Autowired @Nullable MeterRegistry meters;

  private final List<TestSocket> sockets = new ArrayList<>();

  @AfterEach
  void noneLeftBehind() {
    sockets.forEach(TestSocket::leave);
    awaitSubscriptions(0);
    await().untilAsserted(() -> assertThat(views()).isZero());
  }

  /** Everybody who can stand to the ticket in a way of their own, and their tokens. */
  private static Map<Viewer, String> viewers() {
    Map<Viewer, String> viewers = new LinkedHashMap<>();
    viewers.put(EventFixtures.admin(), admin());
    viewers.put(agent(ALICE, FIRST_LINE), alice());
    viewers.put(agent(BOB, SECOND_LINE), agentToken("bob", SECOND_LINE));
    viewers.put(customer(CAROL), carol());
    viewers.put(customer(DAVE), ISSUER.token("dave").sign());
    viewers.put(customer(ERIN), ISSUER.token("erin").sign());
    viewers.put(customer(new UserRef("frank", "", "", null)), ISSUER.token("frank").sign());
    return viewers;
  }

  private static String agentToken(String user, String team) {
    return ISSUER.token(user).roles("agent").teams(team).sign();
  }

  /** Carol's ticket; Dave watches it, Erin is assigned. */
  private static TicketStory story() {
    return TicketStory.of(1, CAROL)
        .next(ALICE, new TicketChange.WatcherAdded(EventFixtures.watcher(DAVE)))
        .next(ALICE, new TicketChange.TicketAssigned(ERIN));
  }

  private static SupportTicketEvent inStatus(TicketStatus status, @Nullable Instant closed) {
    TicketStatus from = status == TicketStatus.NEW ? TicketStatus.OPEN : TicketStatus.NEW;
    SupportTicketEvent moved =
        story().next(ALICE, new TicketChange.StatusChanged(from, status)).last();
    TicketSnapshot ticket = moved.ticket().toBuilder().closedDate(closed).build();
    return new SupportTicketEvent(
        moved.eventId(),
        moved.ticketId(),
        moved.version(),
        moved.publicVersion(),
        moved.occurredAt(),
        moved.actor(),
        moved.origin(),
        moved.commandId(),
        moved.change(),
        moved.changes(),
        moved.before(),
        ticket,
        moved.metadata());
  }

  private static List<SupportTicketEvent> events() {
    List<SupportTicketEvent> events = new ArrayList<>();
    for (TicketStatus status : TicketStatus.values()) {
      events.add(inStatus(status, null));
    }
    events.add(inStatus(TicketStatus.CLOSED, Instant.now()));
    events.add(inStatus(TicketStatus.CLOSED, Instant.now().minus(WINDOW).minusSeconds(1)));
    events.add(story().next(ALICE, new TicketChange.TicketUnassigned(ERIN)).last());
    events.add(story().next(ALICE, new TicketChange.TicketDeleted()).last());
    return events;
  }

  /** What the command service allows, which its own tests compare with what it does. */
  private static List<String> allowed(Viewer viewer, TicketSnapshot ticket) {
    return VISIBILITY.canSee(viewer, ticket.facets())
        ? MACHINE.allowed(viewer, ticket, Instant.now()).stream().map(Enum::name).toList()
        : List.of();
  }

  @Test
  void showsEachViewerWhatTheyMayDoInEveryStatusAndRelation() {
    Map<Viewer, TestSocket> connected = new LinkedHashMap<>();
    viewers().forEach((viewer, token) -> connected.put(viewer, subscribed(token, Map.of())));
    awaitSubscriptions(connected.size());
    assertThat(views()).as("staff share, customers do not").isEqualTo(5);

    int empty = 0;
    for (SupportTicketEvent event : events()) {
      double before = rendered();
      streams().emit(event);
      for (Map.Entry<Viewer, TestSocket> each : connected.entrySet()) {
        Viewer viewer = each.getKey();
        if (VISIBILITY.exposureOf(viewer, event).isPresent()) {
          List<String> shown = transitions(each.getValue());
          assertThat(shown)
              .as("%s, %s", viewer.id(), event.ticket())
              .isEqualTo(allowed(viewer, event.ticket()));
          empty += shown.isEmpty() ? 1 : 0;
        }
      }
      assertThat(rendered() - before).as("rendered").isLessThanOrEqualTo(5);
    }
    assertThat(empty).isPositive();
    assertThat(connected.values()).allMatch(socket -> socket.unread().isEmpty());
  }

  @Test
  void sharesOneViewAmongAllWhenTheFieldIsLeftOut() {
    viewers().values().forEach(token -> subscribed(token, Map.of("with", false)));
    awaitSubscriptions(7);
    assertThat(views()).isEqualTo(1);
  }

  @Test
  void aCustomersOwnDevicesShare() {
    TestSocket first = subscribed(carol(), Map.of());
    TestSocket second = subscribed(carol(), Map.of());
    awaitSubscriptions(2);
    assertThat(views()).isEqualTo(1);
    streams().emit(inStatus(TicketStatus.RESOLVED, null));
    assertThat(transitions(first)).containsExactly("OPEN", "CLOSED");
    assertThat(transitions(second)).containsExactly("OPEN", "CLOSED");
  }

  /** Whoever makes a view must not leave their rights in it for those who come after them. */
  @Test
  void theViewOfAnAdminWhoHasLeftShowsAnAgentWhatTheyMayDo() {
    TestSocket left = subscribed(admin(), Map.of());
    awaitSubscriptions(1);
    TestSocket agent = subscribed(agentToken("bob", SECOND_LINE), Map.of());
    TestSocket customer = subscribed(carol(), Map.of());
    awaitSubscriptions(3);
    left.leave();
    awaitSubscriptions(2);
    streams().emit(inStatus(TicketStatus.NEW, null));
    assertThat(transitions(agent)).containsExactly("OPEN", "IN_PROGRESS", "CLOSED");
    assertThat(transitions(customer)).containsExactly("CLOSED");
  }

  /**
   * What shows an event can know the viewer in one way only. Another kind of data fetcher below an
   * event needs a look at what it uses, and then a place here.
   */
  @Test
  void noFieldOfAnEventCanKnowTheViewerWithoutTheDirective() {
    GraphQLSchema schema = requireNonNull(graphQl).schema();
    Set<String> marked = new HashSet<>();
    Deque<GraphQLObjectType> open =
        new ArrayDeque<>(List.of(requireNonNull(schema.getObjectType("SupportTicketEvent"))));
    Set<GraphQLObjectType> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      GraphQLObjectType type = open.remove();
      for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
        String name = type.getName() + "." + field.getName();
        DataFetcher<?> fetcher =
            schema
                .getCodeRegistry()
                .getDataFetcher(
                    FieldCoordinates.coordinates(type.getName(), field.getName()), field);
        assertThat(fetcher)
            .as(name)
            .isInstanceOfAny(
                FieldReader.class,
                PerViewerReader.class,
                PropertyDataFetcher.class,
                SingletonPropertyDataFetcher.class);
        assertThat(fetcher instanceof PerViewerReader)
            .as(name + " has @perViewer")
            .isEqualTo(!ViewerDependence.of(field).isEmpty());
        if (fetcher instanceof PerViewerReader) {
          marked.add(name);
        }
        if (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType below
            && seen.add(below)) {
          open.add(below);
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(5);
    assertThat(marked).containsExactly("SupportTicket.allowedTransitions");
  }

  private TestSocket subscribed(String token, Map<String, Object> variables) {
    TestSocket socket = socket().connected(token);
    sockets.add(socket);
    return socket.subscribe("1", DOCUMENT, variables);
  }

  @SuppressWarnings("unchecked")
  private static List<String> transitions(TestSocket socket) {
    Map<String, Object> message = socket.next("next");
    Map<String, Object> payload = (Map<String, Object>) requireNonNull(message.get("payload"));
    assertThat(payload).doesNotContainKey("errors");
    Map<String, Object> data = (Map<String, Object>) requireNonNull(payload.get("data"));
    Map<String, Object> event =
        (Map<String, Object>) requireNonNull(data.get("supportTicketEvents"));
    Map<String, Object> ticket = (Map<String, Object>) requireNonNull(event.get("ticket"));
    return (List<String>) requireNonNull(ticket.get("allowedTransitions"));
  }

  private double views() {
    return requireNonNull(meters).get("ticketstream.views").gauge().value();
  }

  private double rendered() {
    return requireNonNull(meters).get("ticketstream.views.rendered").counter().count();
  }
}
