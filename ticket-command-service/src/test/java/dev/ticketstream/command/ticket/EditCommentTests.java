package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.ADMIN;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.BOB;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.DAVE;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static dev.ticketstream.events.TicketStatus.CLOSED;
import static dev.ticketstream.events.TicketStatus.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.DeleteComment;
import dev.ticketstream.command.ticket.TicketCommand.EditComment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketLimits;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EditCommentTests {

  private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-00000000000a");

  private static final Comment CAROLS = Given.comment(ID, CAROL, false);
  private static final Comment ALICES = Given.comment(ID, ALICE, false);
  private static final Comment INTERNAL = Given.comment(ID, ALICE, true);

  @Test
  void theAuthorRewritesTheText() {
    at(CAROLS).when(CAROL, edit("Hello again")).then(edited(CAROLS, "Hello again"));
    at(INTERNAL).when(ALICE, edit("Psst")).then(edited(INTERNAL, "Psst"));
  }

  @Test
  void nobodyElseRewritesIt() {
    for (Viewer other : List.of(BOB, ADMIN, CAROL)) {
      at(ALICES).when(other, edit("Mine")).thenRefused(ErrorCode.FORBIDDEN);
    }
    at(CAROLS).when(ALICE, edit("Mine")).thenRefused(ErrorCode.FORBIDDEN);
  }

  @Test
  void theSameTextChangesNothing() {
    at(CAROLS).when(CAROL, edit("Hello")).thenNothing();
    at(CAROLS)
        .when(CAROL, new EditComment(ID, "Hello", List.of("nobody")))
        .thenRefused(ErrorCode.NOT_FOUND);
  }

  @Test
  void theRulesForTheTextAreThoseOfANewComment() {
    at(CAROLS).when(CAROL, edit(" \n ")).thenRefused(ErrorCode.INVALID_INPUT);
    at(CAROLS).when(CAROL, edit("bell \u0007")).thenRefused(ErrorCode.INVALID_INPUT);
    at(CAROLS)
        .when(CAROL, edit("x".repeat(TicketLimits.TEXT_LENGTH_MAX + 1)))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void theAuthorAndAdminsTakeItAway() {
    CommentDeleted deleted = new CommentDeleted(ID, false);
    at(CAROLS).when(CAROL, new DeleteComment(ID)).then(deleted);
    at(CAROLS).when(ADMIN, new DeleteComment(ID)).then(deleted);
    at(INTERNAL).when(ADMIN, new DeleteComment(ID)).then(new CommentDeleted(ID, true));
    at(CAROLS).when(ALICE, new DeleteComment(ID)).thenRefused(ErrorCode.FORBIDDEN);
    at(ALICES).when(BOB, new DeleteComment(ID)).thenRefused(ErrorCode.FORBIDDEN);
    given(CREATED_BY_CAROL, Given.watched(DAVE))
        .with(CAROLS)
        .when(DAVE, new DeleteComment(ID))
        .thenRefused(ErrorCode.FORBIDDEN);
  }

  @Test
  void customersChangeNothingOnAClosedTicket() {
    TicketScenario closed = given(CREATED_BY_CAROL, Given.status(NEW, CLOSED)).with(CAROLS);
    closed.when(CAROL, edit("Late")).thenRefused(ErrorCode.INVALID_TRANSITION);
    closed.when(CAROL, new DeleteComment(ID)).thenRefused(ErrorCode.INVALID_TRANSITION);
    closed.when(ADMIN, new DeleteComment(ID)).then(new CommentDeleted(ID, false));
    given(CREATED_BY_CAROL, Given.status(NEW, CLOSED))
        .with(ALICES)
        .when(ALICE, edit("For the record"))
        .then(edited(ALICES, "For the record"));
  }

  @Test
  void toACustomerAnInternalCommentIsAsUnknownAsADeletedOne() {
    for (TicketCommand command : List.of(edit("What?"), new DeleteComment(ID))) {
      CommandRejectedException internal =
          at(INTERNAL).when(CAROL, command).thenRefused(ErrorCode.NOT_FOUND);
      CommandRejectedException gone =
          given(CREATED_BY_CAROL).when(CAROL, command).thenRefused(ErrorCode.NOT_FOUND);
      assertThat(internal).usingRecursiveComparison().isEqualTo(gone);
      assertThat(gone.path()).isEqualTo("input.commentId");
    }
  }

  @Test
  void whoeverDoesNotSeeTheTicketLearnsNothingOfItsComments() {
    CommandRejectedException refusal =
        at(CAROLS).when(DAVE, edit("Hi")).thenRefused(ErrorCode.NOT_FOUND);
    assertThat(refusal.path()).isEqualTo("input.ticketId");
  }

  private static TicketScenario at(Comment comment) {
    return given(CREATED_BY_CAROL).with(comment);
  }

  private static EditComment edit(String body) {
    return new EditComment(ID, body, List.of());
  }

  private static CommentEdited edited(Comment comment, String body) {
    return new CommentEdited(
        new Comment(
            ID,
            null,
            body,
            comment.internal(),
            comment.author(),
            START,
            List.of(),
            comment.byStaff(),
            START.plusSeconds(60)));
  }
}
