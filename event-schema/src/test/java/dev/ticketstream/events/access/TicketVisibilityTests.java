package dev.ticketstream.events.access;

import static dev.ticketstream.events.access.AgentScope.ALL_TICKETS;
import static dev.ticketstream.events.access.AgentScope.OWN_TEAMS;
import static dev.ticketstream.events.fixtures.EventFixtures.ADMIN;
import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.BOB;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static dev.ticketstream.events.fixtures.EventFixtures.DAVE;
import static dev.ticketstream.events.fixtures.EventFixtures.FIRST_LINE;
import static dev.ticketstream.events.fixtures.EventFixtures.SECOND_LINE;
import static dev.ticketstream.events.fixtures.EventFixtures.TESS;
import static dev.ticketstream.events.fixtures.EventFixtures.admin;
import static dev.ticketstream.events.fixtures.EventFixtures.agent;
import static dev.ticketstream.events.fixtures.EventFixtures.customer;
import static dev.ticketstream.events.fixtures.EventFixtures.internalComment;
import static dev.ticketstream.events.fixtures.EventFixtures.internalWatcher;
import static dev.ticketstream.events.fixtures.EventFixtures.watcher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.MovedToTeam;
import dev.ticketstream.events.TicketChange.TagAdded;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketChange.TicketRestored;
import dev.ticketstream.events.TicketChange.TicketUnassigned;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketChange.WatcherRemoved;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TicketVisibilityTests {

  private final TicketVisibility allTickets = new TicketVisibility(ALL_TICKETS);
  private final TicketVisibility ownTeams = new TicketVisibility(OWN_TEAMS);
  private final TicketStory story = TicketStory.of(1, CAROL);

  @Test
  void an_admin_sees_every_ticket_in_every_scope() {
    assertThat(seen(allTickets, admin())).isEqualTo(Exposure.STAFF);
    assertThat(seen(ownTeams, admin())).isEqualTo(Exposure.STAFF);
  }

  @Test
  void an_agent_sees_every_ticket_where_the_scope_is_all_tickets() {
    assertThat(seen(allTickets, agent(TESS, SECOND_LINE))).isEqualTo(Exposure.STAFF);
  }

  @Test
  void an_agent_sees_only_the_own_teams_tickets_where_the_scope_is_own_teams() {
    assertThat(seen(ownTeams, agent(ALICE, FIRST_LINE))).isEqualTo(Exposure.STAFF);
    assertThat(seen(ownTeams, agent(TESS, SECOND_LINE))).isNull();
    assertThat(seen(ownTeams, agent(TESS))).isNull();
  }

  @Test
  void an_agent_sees_tickets_of_no_team_in_every_scope() {
    story.next(ALICE, new MovedToTeam(null));

    assertThat(seen(ownTeams, agent(TESS, SECOND_LINE))).isEqualTo(Exposure.STAFF);
  }

  @Test
  void an_agent_sees_another_teams_ticket_that_is_assigned_to_them() {
    story.next(ALICE, new TicketAssigned(TESS));

    assertThat(seen(ownTeams, agent(TESS, SECOND_LINE))).isEqualTo(Exposure.STAFF);
  }

  @Test
  void a_customer_sees_tickets_they_created_are_assigned_or_watch_and_no_other() {
    assertThat(seen(allTickets, customer(CAROL))).isEqualTo(Exposure.PUBLIC);
    assertThat(seen(allTickets, customer(DAVE))).isNull();

    story.next(ALICE, new WatcherAdded(watcher(DAVE)));
    assertThat(seen(allTickets, customer(DAVE))).isEqualTo(Exposure.PUBLIC);

    story.next(ALICE, new WatcherRemoved(watcher(DAVE))).next(ALICE, new TicketAssigned(DAVE));
    assertThat(seen(allTickets, customer(DAVE))).isEqualTo(Exposure.PUBLIC);
  }

  @Test
  void a_team_in_a_customers_token_shows_them_nothing() {
    Viewer viewer = new Viewer(DAVE, Set.of(Role.CUSTOMER), Set.of(FIRST_LINE));

    assertThat(seen(ownTeams, viewer)).isNull();
    assertThat(seen(allTickets, viewer)).isNull();
  }

  @Test
  void a_viewer_without_role_is_a_customer() {
    assertThat(seen(allTickets, new Viewer(CAROL, Set.of(), Set.of()))).isEqualTo(Exposure.PUBLIC);
    assertThat(seen(allTickets, new Viewer(DAVE, Set.of(), Set.of()))).isNull();
  }

  @Test
  void only_an_admin_sees_a_deleted_ticket() {
    story.next(ADMIN, new TicketDeleted());

    assertThat(seen(allTickets, admin())).isEqualTo(Exposure.STAFF);
    assertThat(seen(allTickets, agent(ALICE, FIRST_LINE))).isNull();
    assertThat(seen(allTickets, customer(CAROL))).isNull();
  }

  @Test
  void deletion_is_the_last_that_others_than_admins_hear_until_the_ticket_is_restored() {
    story.next(ADMIN, new TicketDeleted());
    assertThat(heard(allTickets, customer(CAROL))).isEqualTo(Exposure.PUBLIC_DEPARTURE);
    assertThat(heard(allTickets, agent(ALICE))).isEqualTo(Exposure.STAFF_DEPARTURE);
    assertThat(heard(allTickets, customer(DAVE))).isNull();
    assertThat(heard(allTickets, admin())).isEqualTo(Exposure.STAFF);

    story.next(ADMIN, new TagAdded("spam"));
    assertThat(heard(allTickets, customer(CAROL))).isNull();
    assertThat(heard(allTickets, agent(ALICE))).isNull();
    assertThat(heard(allTickets, admin())).isEqualTo(Exposure.STAFF);

    story.next(ADMIN, new TicketRestored());
    assertThat(heard(allTickets, customer(CAROL))).isEqualTo(Exposure.PUBLIC);
    assertThat(heard(allTickets, agent(ALICE))).isEqualTo(Exposure.STAFF);
  }

  @Test
  void the_first_event_is_seen_by_who_sees_the_ticket_after_it() {
    assertThat(heard(allTickets, customer(CAROL))).isEqualTo(Exposure.PUBLIC);
    assertThat(heard(allTickets, customer(DAVE))).isNull();
    assertThat(heard(allTickets, agent(ALICE))).isEqualTo(Exposure.STAFF);
    assertThat(heard(ownTeams, agent(TESS, SECOND_LINE))).isNull();
  }

  @Test
  void a_former_assignee_gets_the_one_event_that_says_so_and_nothing_after() {
    story.next(ALICE, new TicketAssigned(DAVE)).next(ALICE, new TicketUnassigned(DAVE));
    assertThat(heard(allTickets, customer(DAVE))).isEqualTo(Exposure.PUBLIC_DEPARTURE);

    story.next(ALICE, new TagAdded("later"));
    assertThat(heard(allTickets, customer(DAVE))).isNull();
  }

  @Test
  void a_former_assignee_gets_the_event_that_gives_the_ticket_to_another() {
    story.next(ALICE, new TicketAssigned(DAVE)).next(ALICE, new TicketAssigned(BOB));

    assertThat(heard(allTickets, customer(DAVE))).isEqualTo(Exposure.PUBLIC_DEPARTURE);
    assertThat(heard(allTickets, customer(CAROL))).isEqualTo(Exposure.PUBLIC);
  }

  @Test
  void a_former_assignee_who_still_watches_keeps_the_ticket() {
    story
        .next(ALICE, new WatcherAdded(watcher(DAVE)))
        .next(ALICE, new TicketAssigned(DAVE))
        .next(ALICE, new TicketUnassigned(DAVE));

    assertThat(heard(allTickets, customer(DAVE))).isEqualTo(Exposure.PUBLIC);
  }

  @Test
  void a_former_watcher_gets_the_one_event_that_says_so_and_nothing_after() {
    story
        .next(ALICE, new WatcherAdded(watcher(DAVE)))
        .next(ALICE, new WatcherRemoved(watcher(DAVE)));
    assertThat(heard(allTickets, customer(DAVE))).isEqualTo(Exposure.PUBLIC_DEPARTURE);

    story.next(ALICE, new TagAdded("later"));
    assertThat(heard(allTickets, customer(DAVE))).isNull();
  }

  @Test
  void a_team_hears_when_a_ticket_comes_and_when_it_goes() {
    Viewer firstLine = agent(ALICE, FIRST_LINE);
    Viewer secondLine = agent(TESS, SECOND_LINE);

    story.next(BOB, new MovedToTeam(SECOND_LINE));
    assertThat(heard(ownTeams, firstLine)).isEqualTo(Exposure.STAFF_DEPARTURE);
    assertThat(heard(ownTeams, secondLine)).isEqualTo(Exposure.STAFF);

    story.next(BOB, new TagAdded("later"));
    assertThat(heard(ownTeams, firstLine)).isNull();
    assertThat(heard(ownTeams, secondLine)).isEqualTo(Exposure.STAFF);
  }

  @Test
  void no_customer_hears_an_internal_event_whatever_their_relation() {
    TicketStory watched =
        story
            .next(ALICE, new WatcherAdded(watcher(DAVE)))
            .next(ALICE, new CommentAdded(internalComment(ALICE, "do not tell")));
    assertThat(watched.last().internal()).isTrue();

    assertThat(heard(allTickets, customer(CAROL))).isNull();
    assertThat(heard(allTickets, customer(DAVE))).isNull();
    assertThat(heard(allTickets, agent(BOB))).isEqualTo(Exposure.STAFF);
  }

  @Test
  void a_member_of_staff_on_their_own_ticket_sees_it_as_staff() {
    TicketStory own =
        TicketStory.of(2, ALICE, SECOND_LINE).next(TESS, new WatcherAdded(internalWatcher(TESS)));

    assertThat(ownTeams.exposureOf(agent(ALICE, FIRST_LINE), own.last())).contains(Exposure.STAFF);
    assertThat(ownTeams.exposureOf(customer(ALICE), own.last())).isEmpty();
  }

  @Test
  void versions_that_a_customer_sees_have_no_gap() {
    List<Integer> versions =
        EventFixtures.storyOf(new TagAdded("last")).events().stream()
            .filter(event -> allTickets.exposureOf(customer(CAROL), event).isPresent())
            .map(SupportTicketEvent::publicVersion)
            .toList();

    assertThat(versions).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  private @Nullable Exposure seen(TicketVisibility visibility, Viewer viewer) {
    return visibility.exposureOf(viewer, story.ticket().facets()).orElse(null);
  }

  private @Nullable Exposure heard(TicketVisibility visibility, Viewer viewer) {
    return visibility.exposureOf(viewer, story.last()).orElse(null);
  }
}
