package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.DAVE;
import static dev.ticketstream.command.ticket.TicketScenario.RULES;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static dev.ticketstream.events.TicketStatus.CLOSED;
import static dev.ticketstream.events.TicketStatus.IN_PROGRESS;
import static dev.ticketstream.events.TicketStatus.NEW;
import static dev.ticketstream.events.TicketStatus.ON_HOLD;
import static dev.ticketstream.events.TicketStatus.OPEN;
import static dev.ticketstream.events.TicketStatus.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.SlaDeadlineChanged;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a comment does to the status. */
class RequesterCommentTests {

  private static final AddComment COMMENT = new AddComment("It burns again", null, null, List.of());

  @Test
  void reopensAResolvedTicket() {
    assertThat(afterComment(RESOLVED, CAROL)).containsExactly(new StatusChanged(RESOLVED, OPEN));
  }

  @Test
  void endsAHoldAndMovesTheDeadline() {
    Duration held = Duration.ofSeconds(60);
    Instant deadline =
        Objects.requireNonNull(TicketScenario.deadline(START, TicketPriority.MEDIUM));
    assertThat(afterComment(ON_HOLD, CAROL))
        .containsExactly(
            new StatusChanged(ON_HOLD, OPEN, held), new SlaDeadlineChanged(deadline.plus(held)));
  }

  @Test
  void doesNotReopenAClosedTicketOrMoveOneThatIsWorkedOn() {
    for (TicketStatus status : List.of(OPEN, IN_PROGRESS, CLOSED)) {
      assertThat(afterComment(status, CAROL)).as(status.name()).isEmpty();
    }
  }

  @Test
  void nobodyElsesCommentMovesTheStatus() {
    for (TicketStatus status : List.of(RESOLVED, ON_HOLD)) {
      assertThat(afterComment(status, ALICE)).isEmpty();
      assertThat(afterComment(status, DAVE)).isEmpty();
    }
  }

  @Test
  void anInternalCommentOfStaffWhoAskedThemselvesDoesNot() {
    TicketScenario own = given(Given.createdBy(ALICE), new StatusChanged(NEW, RESOLVED));
    assertThat(own.when(ALICE, new AddComment("Psst", true, null, List.of())).decision().get())
        .hasSize(1);
    assertThat(own.when(ALICE, COMMENT).decision().get()).hasSize(2);
  }

  @Test
  void anOperatorCanSwitchEitherOff() {
    TicketRules off =
        new TicketRules(
            new TicketRules.Ticket(Duration.ofDays(14), false, false),
            RULES.sla(),
            RULES.attachments());
    for (TicketStatus status : List.of(RESOLVED, ON_HOLD)) {
      List<TicketChange> changes = in(status).under(off).when(CAROL, COMMENT).decision().get();
      assertThat(changes).hasSize(1);
    }
  }

  @Test
  void nobodyMovesATicketFromOnHoldToOpenByHand() {
    for (Viewer viewer : List.of(ALICE, CAROL)) {
      in(ON_HOLD).when(viewer, new ChangeStatus(OPEN)).thenRefused(ErrorCode.INVALID_TRANSITION);
    }
  }

  private static List<TicketChange> afterComment(TicketStatus status, Viewer author) {
    List<TicketChange> changes = in(status).when(author, COMMENT).decision().get();
    assertThat(changes.getFirst()).isInstanceOf(TicketChange.CommentAdded.class);
    return changes.subList(1, changes.size());
  }

  private static TicketScenario in(TicketStatus status) {
    return given(CREATED_BY_CAROL, Given.watched(DAVE), Given.status(NEW, status));
  }
}
