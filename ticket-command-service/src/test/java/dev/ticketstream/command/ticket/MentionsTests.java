package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.ADMIN;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.BOB;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.EditComment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MentionsTests {

  private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-00000000000a");

  @Test
  void theTextNamesUsersAndStaffAmongThemBeginToWatch() {
    List<TicketChange> changes = says(ALICE, "@bob, is that what @carol meant?", null);
    assertThat(mentioned(changes)).containsExactly("bob", "carol");
    assertThat(changes.subList(1, changes.size())).containsExactly(Given.watched(BOB));
  }

  @Test
  void whatNamesNobodyWhoMaySeeTheTicketStaysText() {
    assertThat(says(CAROL, "@dave @nobody a@bob", null)).hasSize(1);
    assertThat(mentioned(says(CAROL, "@dave @nobody", null))).isEmpty();
    assertThat(mentioned(says(ALICE, "@dave", null))).isEmpty();
  }

  @Test
  void anInternalCommentNamesNoCustomer() {
    List<TicketChange> changes = says(ALICE, "@carol must not know, @bob", true);
    assertThat(mentioned(changes)).containsExactly("bob");
    assertThat(changes).hasSize(2).allMatch(TicketChange::internal);
  }

  @Test
  void theLongestIdOfThoseWhoMaySeeItCounts() {
    // "dave" may not see the ticket, so that his being known must not keep "alice" from her
    // mention.
    Viewer longer = TicketScenario.viewer("alice.dave", Role.CUSTOMER);
    AddComment comment = new AddComment("@alice.dave", null, null, List.of());
    TicketScenario unknown = given(CREATED_BY_CAROL);
    TicketScenario hidden = given(CREATED_BY_CAROL).knowing(longer);
    TicketScenario shown = given(CREATED_BY_CAROL, Given.watched(longer)).knowing(longer);
    assertThat(mentioned(unknown.when(CAROL, comment).decision().get())).containsExactly("alice");
    assertThat(hidden.when(CAROL, comment).decision().get())
        .isEqualTo(unknown.when(CAROL, comment).decision().get());
    assertThat(mentioned(shown.when(CAROL, comment).decision().get()))
        .containsExactly("alice.dave");
  }

  @Test
  void whoWatchesAlreadyIsNotAddedAgain() {
    assertThat(
            given(CREATED_BY_CAROL, Given.WATCHED_BY_ALICE)
                .when(CAROL, new AddComment("@alice @alice", null, null, List.of("alice")))
                .decision()
                .get())
        .hasSize(1);
  }

  @Test
  void aFullListOfWatchersDoesNotKeepAnybodyFromCommenting() {
    List<TicketChange> changes =
        given(CREATED_BY_CAROL)
            .and(Given.watchers(Role.AGENT))
            .when(CAROL, new AddComment("@alice", null, null, List.of()))
            .decision()
            .get();
    assertThat(mentioned(changes)).containsExactly("alice");
    assertThat(changes).hasSize(1);
  }

  @Test
  void theListStopsBeingFilledWhenItIsFull() {
    TicketChange[] oneLess = Given.watchers(Role.AGENT);
    assertThat(
            given(CREATED_BY_CAROL)
                .and(List.of(oneLess).subList(1, oneLess.length).toArray(TicketChange[]::new))
                .when(CAROL, new AddComment("@alice @bob", null, null, List.of()))
                .decision()
                .get())
        .hasSize(2)
        .contains(Given.WATCHED_BY_ALICE);
  }

  @Test
  void anEditNamesOthersAndOnlyThoseWhoAreNewBeginToWatch() {
    Comment before =
        new Comment(
            ID,
            null,
            "@alice @carol",
            false,
            CAROL.user(),
            TicketScenario.START,
            List.of(ALICE.user(), CAROL.user()),
            false,
            null);
    List<TicketChange> changes =
        given(CREATED_BY_CAROL)
            .with(before)
            .when(CAROL, new EditComment(ID, "@alice @bob", List.of()))
            .decision()
            .get();
    assertThat(mentioned(changes)).containsExactly("alice", "bob");
    // Alice was mentioned before; should she have ceased to watch since, then so be it.
    assertThat(changes.subList(1, changes.size())).containsExactly(Given.watched(BOB));
  }

  @Test
  void idsThatTheClientGivesMustBeRight() {
    List<TicketChange> changes =
        given(CREATED_BY_CAROL)
            .when(ALICE, new AddComment("Carol, @bob", null, null, List.of("carol", "carol")))
            .decision()
            .get();
    assertThat(mentioned(changes)).containsExactly("carol", "bob");
    refused(ALICE, null, List.of("dave"), ErrorCode.NOT_FOUND);
    refused(ALICE, null, List.of("nobody"), ErrorCode.NOT_FOUND);
    refused(ALICE, true, List.of("carol"), ErrorCode.NOT_FOUND);
    refused(
        ALICE,
        null,
        IntStream.rangeClosed(0, Mentions.MENTIONS_MAX).mapToObj(i -> "user" + i).toList(),
        ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void aCommentMentionsAtMostFifty() {
    Viewer[] agents =
        IntStream.rangeClosed(0, Mentions.MENTIONS_MAX)
            .mapToObj(i -> TicketScenario.viewer("agent" + i, Role.AGENT))
            .toArray(Viewer[]::new);
    String text = List.of(agents).stream().map(a -> "@" + a.id()).collect(Collectors.joining(" "));
    List<TicketChange> changes =
        given(CREATED_BY_CAROL)
            .knowing(agents)
            .when(ALICE, new AddComment(text, null, null, List.of("carol")))
            .decision()
            .get();
    assertThat(mentioned(changes)).hasSize(Mentions.MENTIONS_MAX).startsWith("carol", "agent0");
    assertThat(changes).hasSize(Mentions.MENTIONS_MAX);
  }

  @Test
  void aCustomerDoesNotLearnByMentioningWhichOfTheStaffWatches() {
    TicketScenario unwatched =
        given(Given.created("second-line", List.of())).withScope(AgentScope.OWN_TEAMS);
    TicketScenario watched =
        given(Given.created("second-line", List.of()), Given.WATCHED_BY_ALICE)
            .withScope(AgentScope.OWN_TEAMS);
    AddComment byId = new AddComment("Alice", null, null, List.of("alice"));
    assertThat(watched.when(CAROL, byId).thenRefused(ErrorCode.NOT_FOUND))
        .hasMessage(unwatched.when(CAROL, byId).thenRefused(ErrorCode.NOT_FOUND).getMessage());
    AddComment byText = new AddComment("@alice", null, null, List.of());
    assertThat(watched.when(CAROL, byText).decision().get())
        .isEqualTo(unwatched.when(CAROL, byText).decision().get());
    assertThat(mentioned(watched.when(ADMIN, byText).decision().get())).containsExactly("alice");
  }

  private static void refused(
      Viewer author, @Nullable Boolean internal, List<String> ids, ErrorCode code) {
    given(CREATED_BY_CAROL)
        .when(author, new AddComment("Hello", internal, null, ids))
        .thenRefused(code);
  }

  private static List<TicketChange> says(Viewer author, String text, @Nullable Boolean internal) {
    return given(CREATED_BY_CAROL)
        .when(author, new AddComment(text, internal, null, List.of()))
        .decision()
        .get();
  }

  private static List<String> mentioned(List<TicketChange> changes) {
    Comment comment =
        switch (changes.getFirst()) {
          case CommentAdded(Comment added) -> added;
          case CommentEdited(Comment edited) -> edited;
          case TicketChange other -> throw new AssertionError(other);
        };
    assertThat(changes.subList(1, changes.size())).allMatch(WatcherAdded.class::isInstance);
    return comment.mentions().stream().map(UserRef::id).toList();
  }
}
