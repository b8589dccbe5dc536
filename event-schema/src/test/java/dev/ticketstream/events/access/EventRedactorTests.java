package dev.ticketstream.events.access;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.BOB;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static dev.ticketstream.events.fixtures.EventFixtures.DAVE;
import static dev.ticketstream.events.fixtures.EventFixtures.FIRST_LINE;
import static dev.ticketstream.events.fixtures.EventFixtures.SECOND_LINE;
import static dev.ticketstream.events.fixtures.EventFixtures.TESS;
import static dev.ticketstream.events.fixtures.EventFixtures.agent;
import static dev.ticketstream.events.fixtures.EventFixtures.comment;
import static dev.ticketstream.events.fixtures.EventFixtures.customer;
import static dev.ticketstream.events.fixtures.EventFixtures.eventOf;
import static dev.ticketstream.events.fixtures.EventFixtures.internalComment;
import static dev.ticketstream.events.fixtures.EventFixtures.internalWatcher;
import static dev.ticketstream.events.fixtures.EventFixtures.related;
import static dev.ticketstream.events.fixtures.EventFixtures.storyOf;
import static dev.ticketstream.events.fixtures.EventFixtures.watcher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.MovedToTeam;
import dev.ticketstream.events.TicketChange.RelatedAdded;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketChange.TagAdded;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketChange.WatcherRemoved;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventRedactorTests {

  private final EventRedactor redactor =
      new EventRedactor(new TicketVisibility(AgentScope.OWN_TEAMS));

  static List<SupportTicketEvent> internalEvents() {
    return EventFixtures.everyEvent().stream().filter(SupportTicketEvent::internal).toList();
  }

  static List<SupportTicketEvent> events() {
    return EventFixtures.everyEvent();
  }

  @ParameterizedTest
  @MethodSource("events")
  void staff_get_everything_that_can_be_shown(SupportTicketEvent event) {
    VisibleEvent visible = redactor.redact(event, Exposure.STAFF);

    assertThat(visible.eventId()).isEqualTo(event.eventId());
    assertThat(visible.eventType()).isEqualTo(event.eventType());
    assertThat(visible.ticketId()).isEqualTo(event.ticketId());
    assertThat(visible.version()).isEqualTo(event.version());
    assertThat(visible.occurredAt()).isEqualTo(event.occurredAt());
    assertThat(visible.actor()).isEqualTo(event.actor());
    assertThat(visible.origin().orElse(null)).isEqualTo(event.origin());
    assertThat(visible.before().orElse(null)).isEqualTo(event.before());
    assertThat(visible.changes()).isEqualTo(event.changes());
    assertThat(visible.ticket()).isEqualTo(event.ticket());
    assertThat(visible.metadata()).isEqualTo(event.metadata());
    assertThat(visible.comment()).isEqualTo(event.comment());
    assertThat(visible.attachment()).isEqualTo(event.attachment());
    assertThat(visible.related()).isEqualTo(event.related());
    assertThat(visible.tag()).isEqualTo(event.tag());
    assertThat(visible.exposure()).isEqualTo(Exposure.STAFF);
  }

  @ParameterizedTest
  @MethodSource("internalEvents")
  void refuses_to_make_an_internal_event_public(SupportTicketEvent event) {
    for (Exposure exposure : List.of(Exposure.PUBLIC, Exposure.PUBLIC_DEPARTURE)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> redactor.redact(event, exposure))
          .withMessageContaining(event.eventId().toString());
    }
    assertThat(redactor.view(customer(CAROL), event)).isEmpty();
  }

  @Test
  void a_customer_gets_the_public_numbers_and_dates() {
    TicketStory story =
        TicketStory.of(1, CAROL)
            .next(CAROL, new CommentAdded(comment(CAROL, "hello")))
            .next(ALICE, new CommentAdded(internalComment(ALICE, "psst")))
            .next(ALICE, new WatcherAdded(internalWatcher(ALICE)));
    TicketSnapshot ticket = redactor.view(customer(CAROL), story.ticket()).orElseThrow();

    assertThat(ticket.version()).isEqualTo(2);
    assertThat(ticket.publicVersion()).isEqualTo(2);
    assertThat(ticket.commentCount()).isEqualTo(1);
    assertThat(ticket.updatedDate()).isEqualTo(story.events().get(1).occurredAt());
    assertThat(ticket.watchers()).isEmpty();

    VisibleEvent next =
        redactor.view(customer(CAROL), story.next(ALICE, new TagAdded("vip")).last()).orElseThrow();
    assertThat(next.version()).isEqualTo(3);
    assertThat(next.ticket().version()).isEqualTo(3);
    assertThat(next.ticket().updatedDate()).isEqualTo(story.last().occurredAt());
    assertThat(next.tag()).contains("vip");
  }

  @Test
  void a_customer_sees_which_customers_watch_but_not_which_staff() {
    VisibleEvent event = redactor.redact(eventOf(new TagAdded("vip")), Exposure.PUBLIC);

    assertThat(event.ticket().watchers()).containsExactly(watcher(DAVE));
    assertThat(event.ticket().relatedTickets()).isEmpty();
    assertThat(event.before().orElseThrow().watcherIds()).isEmpty();
    assertThat(event.metadata()).isEmpty();
  }

  @Test
  void a_customer_gets_a_public_comment_with_its_mentions() {
    VisibleEvent event =
        redactor.redact(
            eventOf(new CommentAdded(comment(ALICE, "please try again"))), Exposure.PUBLIC);

    assertThat(event.eventType()).isEqualTo(EventType.COMMENTED);
    assertThat(event.comment().orElseThrow().body()).isEqualTo("please try again");
  }

  @Test
  void of_the_stored_watchers_a_customer_gets_the_one_that_changed_and_no_more() {
    SupportTicketEvent event =
        withChanges(
            eventOf(new WatcherAdded(watcher(CAROL))),
            new FieldChange("watchers", "dave, tess", "carol, dave, tess"));

    assertThat(redactor.redact(event, Exposure.PUBLIC).changes())
        .containsExactly(new FieldChange("watchers", null, "carol"));

    SupportTicketEvent removed =
        withChanges(
            eventOf(new WatcherRemoved(watcher(DAVE))),
            new FieldChange("watchers", "dave, tess", "tess"));
    assertThat(redactor.view(customer(DAVE), removed).orElseThrow().changes())
        .containsExactly(new FieldChange("watchers", "dave", null));
  }

  @Test
  void a_customer_gets_no_field_that_is_not_known_to_be_public() {
    SupportTicketEvent event =
        withChanges(
            eventOf(new StatusChanged(TicketStatus.NEW, TicketStatus.OPEN)),
            new FieldChange("status", "NEW", "OPEN"),
            new FieldChange("commentCount", "1", "2"),
            new FieldChange("watchers", null, "tess"),
            new FieldChange("relatedTickets", null, "TKT-000901"));

    assertThat(redactor.redact(event, Exposure.PUBLIC).changes())
        .containsExactly(new FieldChange("status", "NEW", "OPEN"));
  }

  @Test
  void a_former_assignee_does_not_learn_who_has_the_ticket_now() {
    SupportTicketEvent event =
        storyOf(new TicketAssigned(DAVE))
            .next(ALICE, new WatcherRemoved(watcher(DAVE)))
            .next(ALICE, new TicketAssigned(BOB))
            .last();

    VisibleEvent visible = redactor.view(customer(DAVE), event).orElseThrow();

    assertThat(visible.exposure()).isEqualTo(Exposure.PUBLIC_DEPARTURE);
    assertThat(visible.eventType()).isEqualTo(EventType.ASSIGNED);
    assertThat(visible.before().orElseThrow().assigneeId()).isEqualTo("dave");
    assertThat(visible.changes()).containsExactly(new FieldChange("assignedTo", "dave", null));
    assertThat(visible.ticket().assignedTo()).isNull();
    assertThat(visible.toString()).doesNotContainIgnoringCase("bob");
  }

  @Test
  void a_former_team_does_not_learn_which_team_has_the_ticket_now() {
    SupportTicketEvent event = eventOf(new MovedToTeam(SECOND_LINE));

    VisibleEvent visible = redactor.view(agent(ALICE, FIRST_LINE), event).orElseThrow();

    assertThat(visible.exposure()).isEqualTo(Exposure.STAFF_DEPARTURE);
    assertThat(visible.changes()).containsExactly(new FieldChange("team", FIRST_LINE, null));
    assertThat(visible.toString()).doesNotContain(SECOND_LINE);
    assertThat(redactor.view(agent(TESS, SECOND_LINE), event).orElseThrow().ticket().team())
        .isEqualTo(SECOND_LINE);
  }

  @Test
  void a_ticket_that_left_shows_that_it_did_and_none_of_its_content() {
    VisibleEvent event =
        redactor.redact(eventOf(new MovedToTeam(SECOND_LINE)), Exposure.STAFF_DEPARTURE);

    TicketSnapshot ticket = event.ticket();
    assertThat(ticket.reference()).isEqualTo("TKT-000001");
    assertThat(ticket.description()).isEmpty();
    assertThat(ticket.meta()).isNull();
    assertThat(ticket.tags()).isEmpty();
    assertThat(ticket.slaDeadline()).isNull();
    assertThat(ticket.watchers()).isEmpty();
    assertThat(ticket.attachments()).isEmpty();
    assertThat(ticket.relatedTickets()).isEmpty();
    assertThat(event.metadata()).isEmpty();
  }

  @Test
  void a_ticket_that_a_viewer_may_not_see_is_not_there() {
    TicketSnapshot ticket = TicketStory.of(1, CAROL).ticket();

    assertThat(redactor.view(customer(DAVE), ticket)).isEmpty();
    assertThat(redactor.view(agent(TESS, SECOND_LINE), ticket)).isEmpty();
    assertThat(redactor.view(agent(ALICE, FIRST_LINE), ticket)).contains(ticket);
  }

  @Test
  void staff_get_relations() {
    RelatedTicket parent = related(RelatedTicket.Kind.PARENT);

    assertThat(redactor.redact(eventOf(new RelatedAdded(parent)), Exposure.STAFF).related())
        .contains(parent);
  }

  private static SupportTicketEvent withChanges(SupportTicketEvent event, FieldChange... changes) {
    return new SupportTicketEvent(
        event.eventId(),
        event.ticketId(),
        event.version(),
        event.publicVersion(),
        event.occurredAt(),
        event.actor(),
        event.origin(),
        event.commandId(),
        event.change(),
        List.of(changes),
        event.before(),
        event.ticket(),
        event.metadata());
  }
}
