package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.DAVE;
import static dev.ticketstream.command.ticket.TicketScenario.NEW_ID;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.UnwatchTicket;
import dev.ticketstream.command.ticket.TicketCommand.WatchTicket;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketChange.WatcherRemoved;
import dev.ticketstream.events.TicketLimits;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommentAndWatchTests {

  private static final UUID PARENT = UUID.fromString("01890000-0000-7000-8000-00000000000a");

  @Test
  void everybodyWhoSeesTheTicketComments() {
    given(CREATED_BY_CAROL)
        .when(CAROL, comment("Hello", null, null))
        .then(added("Hello", null, false, CAROL));
    given(CREATED_BY_CAROL)
        .when(ALICE, comment("Psst", true, null))
        .then(added("Psst", null, true, ALICE));
  }

  @Test
  void customersWriteNothingInternal() {
    given(CREATED_BY_CAROL)
        .when(CAROL, comment("Psst", true, null))
        .thenRefused(ErrorCode.FORBIDDEN);
  }

  @Test
  void anAnswerToAnInternalCommentIsInternal() {
    given(CREATED_BY_CAROL)
        .with(Given.comment(PARENT, ALICE, true))
        .when(ALICE, comment("Indeed", null, PARENT))
        .then(added("Indeed", PARENT, true, ALICE));
    given(CREATED_BY_CAROL)
        .with(Given.comment(PARENT, ALICE, true))
        .when(ALICE, comment("Indeed", false, PARENT))
        .thenRefused(ErrorCode.INVALID_INPUT);
    given(CREATED_BY_CAROL)
        .with(Given.comment(PARENT, ALICE, false))
        .when(ALICE, comment("Psst", true, PARENT))
        .then(added("Psst", PARENT, true, ALICE));
  }

  @Test
  void toACustomerAnInternalCommentIsAsUnknownAsAnyOther() {
    CommandRejectedException internal =
        given(CREATED_BY_CAROL)
            .with(Given.comment(PARENT, ALICE, true))
            .when(CAROL, comment("What?", null, PARENT))
            .thenRefused(ErrorCode.NOT_FOUND);
    CommandRejectedException unknown =
        given(CREATED_BY_CAROL)
            .when(CAROL, comment("What?", null, PARENT))
            .thenRefused(ErrorCode.NOT_FOUND);
    assertThat(internal).usingRecursiveComparison().isEqualTo(unknown);
  }

  @Test
  void refusesBlankOversizeAndControlCharacters() {
    given(CREATED_BY_CAROL)
        .when(CAROL, comment(" \n ", null, null))
        .thenRefused(ErrorCode.INVALID_INPUT);
    given(CREATED_BY_CAROL)
        .when(CAROL, comment("x".repeat(TicketLimits.TEXT_LENGTH_MAX + 1), null, null))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    given(CREATED_BY_CAROL)
        .when(CAROL, comment("bell \u0007", null, null))
        .thenRefused(ErrorCode.INVALID_INPUT);
  }

  @Test
  void watchingIsInternalWhenTheWatcherIsStaff() {
    given(CREATED_BY_CAROL).when(ALICE, new WatchTicket(null)).then(Given.WATCHED_BY_ALICE);
    given(CREATED_BY_CAROL).when(CAROL, new WatchTicket(null)).then(Given.watched(CAROL));
    given(CREATED_BY_CAROL, Given.WATCHED_BY_ALICE)
        .when(ALICE, new WatchTicket("alice"))
        .thenNothing();
  }

  @Test
  void staffLetOthersWatchAndCustomersOnlyThemselves() {
    given(CREATED_BY_CAROL).when(ALICE, new WatchTicket("dave")).then(Given.watched(DAVE));
    given(CREATED_BY_CAROL).when(CAROL, new WatchTicket("dave")).thenRefused(ErrorCode.FORBIDDEN);
    given(CREATED_BY_CAROL).when(ALICE, new WatchTicket("nobody")).thenRefused(ErrorCode.NOT_FOUND);
  }

  @Test
  void unwatchingRemovesTheWatcherAsTheyWereAdded() {
    given(CREATED_BY_CAROL, Given.WATCHED_BY_ALICE)
        .when(ALICE, new UnwatchTicket(null))
        .then(new WatcherRemoved(new Watcher(ALICE.user(), true)));
    given(CREATED_BY_CAROL).when(ALICE, new UnwatchTicket(null)).thenNothing();
    given(CREATED_BY_CAROL, new TicketDeleted())
        .when(CAROL, new UnwatchTicket(null))
        .thenRefused(ErrorCode.NOT_FOUND);
  }

  @Test
  void aTicketHasALimitedNumberOfWatchersOfEachKind() {
    given(CREATED_BY_CAROL)
        .and(Given.watchers(Role.AGENT))
        .when(ALICE, new WatchTicket(null))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    given(CREATED_BY_CAROL)
        .and(Given.watchers(Role.CUSTOMER))
        .when(CAROL, new WatchTicket(null))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    given(CREATED_BY_CAROL)
        .and(Given.watchers(Role.CUSTOMER))
        .when(ALICE, new WatchTicket(null))
        .then(Given.WATCHED_BY_ALICE);
  }

  @Test
  void aCustomerDoesNotLearnByTheLimitHowManyOfTheStaffWatch() {
    given(CREATED_BY_CAROL)
        .and(Given.watchers(Role.AGENT))
        .when(CAROL, new WatchTicket(null))
        .then(Given.watched(CAROL));
  }

  private static AddComment comment(
      String body, @Nullable Boolean internal, @Nullable UUID parentId) {
    return new AddComment(body, internal, parentId, List.of());
  }

  private static CommentAdded added(
      String body, @Nullable UUID parentId, boolean internal, Viewer author) {
    return new CommentAdded(
        new Comment(
            NEW_ID,
            parentId,
            body,
            internal,
            author.user(),
            START.plusSeconds(60),
            List.of(),
            author.isStaff(),
            null));
  }
}
