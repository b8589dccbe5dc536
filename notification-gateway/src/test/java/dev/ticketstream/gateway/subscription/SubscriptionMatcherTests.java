package dev.ticketstream.gateway.subscription;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.BOB;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static dev.ticketstream.events.fixtures.EventFixtures.DAVE;
import static dev.ticketstream.events.fixtures.EventFixtures.TESS;
import static dev.ticketstream.events.fixtures.EventFixtures.admin;
import static dev.ticketstream.events.fixtures.EventFixtures.agent;
import static dev.ticketstream.events.fixtures.EventFixtures.customer;
import static dev.ticketstream.events.fixtures.EventFixtures.internalComment;
import static dev.ticketstream.events.fixtures.EventFixtures.watcher;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.TicketStory;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionMatcherTests {

  private static final TicketChange OPENED =
      new TicketChange.StatusChanged(TicketStatus.NEW, TicketStatus.OPEN);

  private final TicketStory story = TicketStory.of(1, CAROL);

  @Test
  void anEmptyFilterMatchesEverythingThatIsVisible() {
    assertThat(match(admin(), SubscriptionFilter.ALL, story.last()))
        .isEqualTo(new Match(Exposure.STAFF, MatchKind.ENTERED));
    assertThat(match(customer(CAROL), SubscriptionFilter.ALL, story.last()))
        .isEqualTo(new Match(Exposure.PUBLIC, MatchKind.ENTERED));
    assertThat(match(customer(DAVE), SubscriptionFilter.ALL, story.last())).isNull();
  }

  @Test
  void anEmptyListMatchesNothing() {
    SupportTicketEvent event = story.last();
    assertThat(match(admin(), new FilterBuilder().tickets(Set.of()).build(), event)).isNull();
    assertThat(match(admin(), new FilterBuilder().types(Set.of()).build(), event)).isNull();
    assertThat(match(admin(), new FilterBuilder().statuses(Set.of()).build(), event)).isNull();
    assertThat(match(admin(), new FilterBuilder().priorities(Set.of()).build(), event)).isNull();
    assertThat(match(admin(), new FilterBuilder().teams(Set.of()).build(), event)).isNull();
  }

  @Test
  void aStatusFilterMatchesWhenTheStateBeforeOrAfterMatches() {
    SubscriptionFilter isNew =
        new FilterBuilder().statuses(Set.of(TicketStatus.NEW, TicketStatus.ON_HOLD)).build();
    SubscriptionFilter isOpen = new FilterBuilder().statuses(Set.of(TicketStatus.OPEN)).build();
    SubscriptionFilter both =
        new FilterBuilder().statuses(Set.of(TicketStatus.NEW, TicketStatus.OPEN)).build();
    SubscriptionFilter closed = new FilterBuilder().statuses(Set.of(TicketStatus.CLOSED)).build();
    SupportTicketEvent event = story.next(ALICE, OPENED).last();

    assertThat(kind(admin(), isNew, event)).isEqualTo(MatchKind.LEFT);
    assertThat(kind(admin(), isOpen, event)).isEqualTo(MatchKind.ENTERED);
    assertThat(kind(admin(), both, event)).isEqualTo(MatchKind.WITHIN);
    assertThat(kind(admin(), closed, event)).isNull();
  }

  @Test
  void criteriaMustHoldTogetherInOneState() {
    story.next(ALICE, new TicketChange.PriorityChanged(TicketPriority.MEDIUM, TicketPriority.HIGH));
    SupportTicketEvent opened = story.next(ALICE, OPENED).last();
    assertThat(
            kind(
                admin(),
                new FilterBuilder()
                    .statuses(Set.of(TicketStatus.OPEN))
                    .priorities(Set.of(TicketPriority.HIGH))
                    .build(),
                opened))
        .isEqualTo(MatchKind.ENTERED);
    assertThat(
            kind(
                admin(),
                new FilterBuilder()
                    .statuses(Set.of(TicketStatus.OPEN))
                    .priorities(Set.of(TicketPriority.MEDIUM))
                    .build(),
                opened))
        .isNull();
  }

  @Test
  void unassignedReachesTheFormerAssignee() {
    story.next(ALICE, new TicketChange.TicketAssigned(BOB));
    SupportTicketEvent unassigned =
        story.next(ALICE, new TicketChange.TicketUnassigned(BOB)).last();
    SubscriptionFilter assignedToBob = new FilterBuilder().assignee("bob").build();
    SubscriptionFilter myAssigned =
        new FilterBuilder().relations(Set.of(Relation.ASSIGNED)).build();
    assertThat(kind(agent(BOB), assignedToBob, unassigned)).isEqualTo(MatchKind.LEFT);
    assertThat(kind(agent(BOB), myAssigned, unassigned)).isEqualTo(MatchKind.LEFT);
    assertThat(kind(agent(ALICE), myAssigned, unassigned)).isNull();
  }

  @Test
  void relationsAreAlternativesAndThoseOfTheCaller() {
    SupportTicketEvent watched =
        story.next(DAVE, new TicketChange.WatcherAdded(watcher(DAVE))).last();
    SubscriptionFilter createdOrWatched =
        new FilterBuilder().relations(Set.of(Relation.CREATED, Relation.WATCHED)).build();
    SubscriptionFilter created = new FilterBuilder().relations(Set.of(Relation.CREATED)).build();
    assertThat(kind(customer(DAVE), createdOrWatched, watched)).isEqualTo(MatchKind.ENTERED);
    assertThat(kind(customer(CAROL), createdOrWatched, watched)).isEqualTo(MatchKind.WITHIN);
    assertThat(kind(customer(DAVE), created, watched)).isNull();
    assertThat(kind(admin(), created, watched)).isNull();
  }

  @Test
  void aCustomerGetsTheOneEventThatTakesTheTicketAwayAndNoneAfterIt() {
    story.next(CAROL, new TicketChange.WatcherAdded(watcher(DAVE)));
    SupportTicketEvent removed =
        story.next(CAROL, new TicketChange.WatcherRemoved(watcher(DAVE))).last();
    assertThat(match(customer(DAVE), SubscriptionFilter.ALL, removed))
        .isEqualTo(new Match(Exposure.PUBLIC_DEPARTURE, MatchKind.LEFT));
    assertThat(match(customer(DAVE), SubscriptionFilter.ALL, story.next(ALICE, OPENED).last()))
        .isNull();
  }

  @Test
  void aDepartureOfATicketThatTheFilterNeverHeldIsNotTold() {
    story.next(CAROL, new TicketChange.WatcherAdded(watcher(DAVE)));
    SupportTicketEvent removed =
        story.next(CAROL, new TicketChange.WatcherRemoved(watcher(DAVE))).last();
    assertThat(
            kind(
                customer(DAVE),
                new FilterBuilder().statuses(Set.of(TicketStatus.CLOSED)).build(),
                removed))
        .isNull();
  }

  @Test
  void internalEventsMatchStaffOnly() {
    SupportTicketEvent event =
        story.next(ALICE, new TicketChange.CommentAdded(internalComment(ALICE, "DNS"))).last();
    assertThat(kind(customer(CAROL), SubscriptionFilter.ALL, event)).isNull();
    assertThat(kind(agent(TESS), SubscriptionFilter.ALL, event)).isEqualTo(MatchKind.WITHIN);
  }

  @Test
  void aDeletedTicketLeavesTheListsOfAdminsWhoGoOnSeeingIt() {
    SupportTicketEvent deleted = story.next(ALICE, new TicketChange.TicketDeleted()).last();
    SupportTicketEvent restored = story.next(ALICE, new TicketChange.TicketRestored()).last();
    assertThat(match(admin(), SubscriptionFilter.ALL, deleted))
        .isEqualTo(new Match(Exposure.STAFF, MatchKind.LEFT));
    assertThat(match(customer(CAROL), SubscriptionFilter.ALL, deleted))
        .isEqualTo(new Match(Exposure.PUBLIC_DEPARTURE, MatchKind.LEFT));
    assertThat(kind(admin(), SubscriptionFilter.ALL, restored)).isEqualTo(MatchKind.ENTERED);
    assertThat(kind(customer(CAROL), SubscriptionFilter.ALL, restored))
        .isEqualTo(MatchKind.ENTERED);
  }

  @Test
  void anAgentOfOwnTeamsSeesATicketEnterAndLeaveWithItsTeam() {
    SubscriptionMatcher ownTeams =
        new SubscriptionMatcher(new TicketVisibility(AgentScope.OWN_TEAMS));
    Viewer tess = agent(TESS, "second-line");
    SupportTicketEvent moved =
        story.next(ALICE, new TicketChange.MovedToTeam("second-line")).last();
    SupportTicketEvent movedBack =
        story.next(ALICE, new TicketChange.MovedToTeam("first-line")).last();
    SubscriptionFilter team = new FilterBuilder().teams(Set.of("second-line")).build();
    assertThat(ownTeams.match(tess, team, EventFacts.of(moved)))
        .isEqualTo(new Match(Exposure.STAFF, MatchKind.ENTERED));
    assertThat(ownTeams.match(tess, team, EventFacts.of(movedBack)))
        .isEqualTo(new Match(Exposure.STAFF_DEPARTURE, MatchKind.LEFT));
  }

  @Test
  void ticketIdsAndEventTypesLookAtTheEvent() {
    SupportTicketEvent event = story.last();
    assertThat(kind(admin(), new FilterBuilder().tickets(Set.of(event.ticketId())).build(), event))
        .isEqualTo(MatchKind.ENTERED);
    assertThat(
            kind(
                admin(),
                new FilterBuilder().tickets(Set.of(TicketStory.ticketId(2))).build(),
                event))
        .isNull();
    assertThat(kind(admin(), new FilterBuilder().types(Set.of(EventType.CREATED)).build(), event))
        .isEqualTo(MatchKind.ENTERED);
    assertThat(kind(admin(), new FilterBuilder().types(Set.of(EventType.DELETED)).build(), event))
        .isNull();
  }

  private static @Nullable Match match(
      Viewer viewer, SubscriptionFilter filter, SupportTicketEvent event) {
    return new SubscriptionMatcher(new TicketVisibility(AgentScope.ALL_TICKETS))
        .match(viewer, filter, EventFacts.of(event));
  }

  private static @Nullable MatchKind kind(
      Viewer viewer, SubscriptionFilter filter, SupportTicketEvent event) {
    Match match = match(viewer, filter, event);
    return match == null ? null : match.kind();
  }
}
