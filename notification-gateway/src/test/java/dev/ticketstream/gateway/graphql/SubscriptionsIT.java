package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.BOB;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static dev.ticketstream.events.fixtures.EventFixtures.DAVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import dev.ticketstream.gateway.fanout.DeliveryFailedException;
import dev.ticketstream.gateway.fanout.EventSubscription;
import dev.ticketstream.gateway.fanout.ReplayGapException;
import dev.ticketstream.gateway.subscription.Relation;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsIT extends RunningGateway {

  private static final String EVERY_FIELD =
      """
      subscription {
        supportTicketEvents {
          eventId eventType previousState timestamp metadata version cursor replayed match origin
          triggeredBy { id firstName lastName avatar }
          comment { id parentId comment internal when who { id } mentions { id } byStaff editedDate }
          changes { field oldValue newValue }
          attachment { id fileName contentType size sha256 uploadedDate uploadedBy { id } }
          ticket {
            id reference request description requestType status priority team tags commentCount
            slaDeadline isOverdue meta createdDate updatedDate resolvedDate closedDate onHoldSince
            firstResponseDate version deleted
            createdBy { id } assignedTo { id } watchers { id }
            relatedTickets { ticketId reference kind }
            attachments { id }
          }
        }
      }
      """;

  @AfterEach
  void noneLeftBehind() {
    streams().failWith(null);
    awaitSubscriptions(0);
  }

  @Test
  void showsEveryFieldOfEveryKindOfEvent() {
    try (TestSocket socket = socket().connected(admin()).subscribe("1", EVERY_FIELD)) {
      awaitSubscriptions(1);
      List<SupportTicketEvent> events = EventFixtures.everyEvent();
      for (SupportTicketEvent event : events) {
        streams().emit(event);
        Map<String, Object> message = socket.next("next");
        assertThat(map(message, "payload")).doesNotContainKey("errors");
        Map<String, Object> shown = map(message, "payload", "data", "supportTicketEvents");
        assertThat(shown)
            .containsEntry("eventId", event.eventId().toString())
            .containsEntry("eventType", event.eventType().name())
            .containsEntry("timestamp", event.occurredAt().toString())
            .containsEntry("version", event.version());
        assertThat(map(shown, "ticket")).containsEntry("request", event.ticket().request());
      }
    }
  }

  @Test
  void showsInternalCommentsToStaffAndNothingOfThemToCustomers() {
    TicketStory story = TicketStory.of(4711, CAROL);
    SupportTicketEvent internal =
        story
            .next(
                ALICE,
                new TicketChange.CommentAdded(EventFixtures.internalComment(ALICE, "secret")))
            .last();
    SupportTicketEvent open =
        story
            .next(ALICE, new TicketChange.CommentAdded(EventFixtures.comment(ALICE, "hello")))
            .last();
    try (TestSocket staff = socket().connected(alice()).subscribe("1", EVERY_FIELD);
        TestSocket customer = socket().connected(carol()).subscribe("1", EVERY_FIELD)) {
      awaitSubscriptions(2);
      streams().emit(internal);
      streams().emit(open);
      assertThat(staff.next("next").toString()).contains("secret");
      assertThat(map(staff.next("next"), "payload", "data", "supportTicketEvents"))
          .containsEntry("version", open.version());
      Map<String, Object> shown = customer.next("next");
      assertThat(shown.toString()).contains("hello").doesNotContain("secret");
      assertThat(map(shown, "payload", "data", "supportTicketEvents"))
          .containsEntry("version", open.publicVersion());
      assertThat(map(shown, "payload", "data", "supportTicketEvents", "ticket"))
          .containsEntry("commentCount", 1);
    }
  }

  @Test
  void passesTheWholeFilterOn() {
    String query =
        """
        subscription ($filter: SupportTicketSubscriptionFilter, $after: String) {
          supportTicketEvents(filter: $filter, after: $after) { eventId }
        }
        """;
    Map<String, Object> filter =
        Map.of(
            "ticketIds",
            List.of(EventFixtures.uuid(1).toString()),
            "eventTypes",
            List.of("COMMENTED", "CREATED"),
            "assignedToUserId",
            "bob",
            "statuses",
            List.of("in-progress", "on_hold", "Open"),
            "priorities",
            List.of("high"),
            "watchedOnly",
            true,
            "includeCreated",
            true,
            "includeAssigned",
            true);
    try (TestSocket socket =
        socket()
            .connected(alice())
            .subscribe("1", query, Map.of("filter", filter, "after", "cursor-7"))) {
      EventSubscription subscription = onlySubscription();
      assertThat(socket.unread()).isEmpty();
      assertThat(subscription.viewer().id()).isEqualTo("alice");
      assertThat(subscription.after()).isEqualTo("cursor-7");
      assertThat(subscription.filter())
          .isEqualTo(
              new SubscriptionFilter(
                  Set.of(EventFixtures.uuid(1)),
                  Set.of(EventType.COMMENTED, EventType.CREATED),
                  "bob",
                  Set.of(TicketStatus.IN_PROGRESS, TicketStatus.ON_HOLD, TicketStatus.OPEN),
                  Set.of(TicketPriority.HIGH),
                  Set.of(Relation.WATCHED, Relation.CREATED, Relation.ASSIGNED),
                  null));
    }
  }

  @ParameterizedTest
  @CsvSource({"watchedOnly,WATCHED", "includeCreated,CREATED", "includeAssigned,ASSIGNED"})
  void readsARelation(String field, Relation relation) {
    assertThat(filterOf("supportTicketEvents(filter: {%s: true})".formatted(field)).relations())
        .containsExactly(relation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "supportTicketEvents",
        "supportTicketEvents(filter: null)",
        "supportTicketEvents(filter: {})",
        "supportTicketEvents(filter: {statuses: null, watchedOnly: false})"
      })
  void anAbsentCriterionDoesNotRestrict(String field) {
    assertThat(filterOf(field)).isEqualTo(SubscriptionFilter.ALL);
  }

  @Test
  void anEmptyListMatchesNothing() {
    SubscriptionFilter filter =
        filterOf(
            "supportTicketEvents(filter: {ticketIds: [], eventTypes: [], statuses: [], priorities:"
                + " []})");
    assertThat(filter.ticketIds()).isEmpty();
    assertThat(filter.eventTypes()).isEmpty();
    assertThat(filter.statuses()).isEmpty();
    assertThat(filter.priorities()).isEmpty();
  }

  @Test
  void followsOneTicket() {
    String id = EventFixtures.uuid(5).toString();
    assertThat(filterOf("ticketUpdated(ticketId: \"%s\")".formatted(id)).ticketIds())
        .containsExactly(EventFixtures.uuid(5));
  }

  @Test
  void followsTheCallersOwnTickets() {
    assertThat(filterOf("myTicketUpdates").relations())
        .containsExactlyInAnyOrder(Relation.values());
  }

  @Test
  void followsTheCallersTeams() {
    assertThat(filterOf("teamTicketUpdates").teams()).containsExactly("first-line");
    assertThat(filterOf("teamTicketUpdates(teamId: \"first-line\")").teams())
        .containsExactly("first-line");
  }

  @Test
  void letsAnAdminFollowAnyTeam() {
    assertThat(filterOf(admin(), "teamTicketUpdates(teamId: \"second-line\")").teams())
        .containsExactly("second-line");
  }

  @Test
  void refusesAnotherTeamToAnAgentAndAllTeamsToACustomer() {
    assertThat(errorOf(alice(), "teamTicketUpdates(teamId: \"second-line\")", null))
        .containsEntry("code", "FORBIDDEN");
    assertThat(errorOf(carol(), "teamTicketUpdates", null)).containsEntry("code", "FORBIDDEN");
    assertThat(errorOf(carol(), "teamTicketUpdates(teamId: \"first-line\")", null))
        .containsEntry("code", "FORBIDDEN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ticketUpdated(ticketId: \"nonsense\") | must be a UUID",
        "ticketUpdated(ticketId: \"1-1-1-1-1\") | must be a UUID",
        "supportTicketEvents(filter: {ticketIds: [\"x\"]}) | must be a UUID",
        "supportTicketEvents(filter: {statuses: [\"waiting\"]}) | allowed are NEW, OPEN,"
            + " IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED",
        "supportTicketEvents(filter: {priorities: [\"urgent\"]}) | allowed are LOW, MEDIUM, HIGH,"
            + " CRITICAL",
        "supportTicketEvents(filter: {eventTypes: [NOTHING]}) | NOTHING",
        "supportTicketEvents(filter: {watchedOnly: \"yes\"}) | Boolean",
        "supportTicketEvents(filter: {unknown: 1}) | unknown",
        "ticketUpdated | ticketId",
        "unknownField | unknownField"
      })
  void refusesWrongInput(String field, String message) {
    assertThat(errorOf(alice(), field, message)).containsEntry("code", "INVALID_INPUT");
  }

  @Test
  void refusesAFilterWithTooManyValues() {
    String ids = ("\"" + EventFixtures.uuid(1) + "\" ").repeat(501);
    try (TestSocket socket =
        socket()
            .connected(alice())
            .subscribe(
                "1",
                "subscription ($f: SupportTicketSubscriptionFilter) { supportTicketEvents(filter:"
                    + " $f) { eventId } }",
                Map.of(
                    "f", Map.of("ticketIds", List.of(ids.strip().replace("\"", "").split(" ")))))) {
      assertThat(error(socket))
          .containsEntry("code", "LIMIT_EXCEEDED")
          .containsEntry("limit", "filter-values-max")
          .containsEntry("max", 500);
    }
  }

  @Test
  void saysFromWhenToWhenEventsAreMissing() {
    streams()
        .failWith(
            new ReplayGapException(
                ReplayGapException.Reason.REPLAY_EXPIRED,
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-02T00:00:00Z")));
    assertThat(errorOf(alice(), "myTicketUpdates(after: \"old\")", "no longer kept"))
        .isEqualTo(
            Map.of(
                "code", "REPLAY_EXPIRED",
                "from", "2026-03-01T00:00:00Z",
                "to", "2026-03-02T00:00:00Z"));
    streams()
        .failWith(
            new ReplayGapException(
                ReplayGapException.Reason.REPLAY_FOREIGN,
                null,
                Instant.parse("2026-03-02T00:00:00Z")));
    assertThat(errorOf(alice(), "myTicketUpdates(after: \"x\")", "not one of this platform's"))
        .isEqualTo(Map.of("code", "REPLAY_FOREIGN", "to", "2026-03-02T00:00:00Z"));
  }

  @Test
  void saysThatASubscriptionCanBeResumedWhenAnEventMayBeMissing() {
    streams().failWith(new DeliveryFailedException(new IllegalStateException("secret")));
    assertThat(errorOf(alice(), "myTicketUpdates", "subscribe again after the last cursor"))
        .isEqualTo(Map.of("code", "UNAVAILABLE"));
  }

  @Test
  void saysNothingOfWhatWentWrongInside() {
    streams().failWith(new IllegalStateException("jdbc:postgresql://secret-host"));
    assertThat(errorOf(alice(), "myTicketUpdates", "Internal error"))
        .isEqualTo(Map.of("code", "INTERNAL_ERROR"));
  }

  @Test
  void answersQueriesOverTheSocket() {
    try (TestSocket socket =
        socket().connected(alice()).subscribe("1", "{ me { id firstName roles teams } }")) {
      assertThat(map(socket.next("next"), "payload", "data", "me"))
          .isEqualTo(
              Map.of(
                  "id",
                  "alice",
                  "firstName",
                  "Alice",
                  "roles",
                  List.of("AGENT"),
                  "teams",
                  List.of("first-line")));
      socket.next("complete");
    }
  }

  @Test
  void deliversAllSubscriptionsOfAConnection() {
    String fields = "{ eventId version }";
    try (TestSocket socket = socket().connected(alice())) {
      for (int i = 0; i < 100; i++) {
        socket.subscribe("s" + i, "subscription { myTicketUpdates %s }".formatted(fields));
      }
      awaitSubscriptions(100);
      socket.subscribe("one-too-many", "subscription { myTicketUpdates { eventId } }");
      assertThat(error(socket)).containsEntry("code", "LIMIT_EXCEEDED");
      TicketStory story = TicketStory.of(1, DAVE);
      streams().emit(story.last());
      streams().emit(story.next(BOB, new TicketChange.TagAdded("vip")).last());
      Map<String, Integer> versions = new HashMap<>();
      for (int i = 0; i < 200; i++) {
        Map<String, Object> message = socket.next("next");
        int version =
            (Integer) map(message, "payload", "data", "myTicketUpdates").getOrDefault("version", 0);
        assertThat(versions.merge((String) message.get("id"), 1, Integer::sum)).isEqualTo(version);
      }
      assertThat(versions).hasSize(100).allSatisfy((_, count) -> assertThat(count).isEqualTo(2));
    }
  }

  private EventSubscription onlySubscription() {
    awaitSubscriptions(1);
    return streams().open().getFirst();
  }

  private SubscriptionFilter filterOf(String field) {
    return filterOf(alice(), field);
  }

  private SubscriptionFilter filterOf(String token, String field) {
    try (TestSocket socket =
        socket()
            .connected(token)
            .subscribe("1", "subscription { %s { eventId } }".formatted(field))) {
      await().untilAsserted(() -> assertThat(streams().open()).isNotEmpty());
      assertThat(socket.isOpen()).isTrue();
      SubscriptionFilter filter = onlySubscription().filter();
      socket.complete("1");
      awaitSubscriptions(0);
      return filter;
    }
  }

  private Map<String, Object> errorOf(String token, String field, @Nullable String message) {
    try (TestSocket socket =
        socket()
            .connected(token)
            .subscribe("1", "subscription { %s { eventId } }".formatted(field))) {
      Map<String, Object> error = firstError(socket);
      if (message != null) {
        assertThat((String) error.get("message")).contains(message);
      }
      return map(error, "extensions");
    }
  }

  private static Map<String, Object> error(TestSocket socket) {
    return map(firstError(socket), "extensions");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> firstError(TestSocket socket) {
    Object payload = socket.next("error").get("payload");
    return ((List<Map<String, Object>>) java.util.Objects.requireNonNull(payload)).getFirst();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> parent, String... path) {
    Map<String, Object> value = parent;
    for (String name : path) {
      value = (Map<String, Object>) java.util.Objects.requireNonNull(value.get(name), name);
    }
    return value;
  }
}
