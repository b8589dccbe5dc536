package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.BOB;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.RULES;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as the first answer that a requester gets. */
class FirstResponseTests {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final CreateTicket CREATE =
      new CreateTicket(
          "Printer", "", RequestType.BUG, TicketPriority.LOW, null, null, null, List.of(), null);

  @Test
  void isTheFirstPublicCommentOfStaff() {
    assertThat(afterComments(comment(ALICE, false), comment(BOB, false)))
        .isEqualTo(START.plus(MINUTE));
  }

  @Test
  void isNoInternalComment() {
    assertThat(afterComments(comment(ALICE, true))).isNull();
    assertThat(afterComments(comment(ALICE, true), comment(BOB, false)))
        .isEqualTo(START.plus(MINUTE.multipliedBy(2)));
  }

  @Test
  void isNoCustomersComment() {
    assertThat(afterComments(comment(CAROL, false), comment(CAROL, false))).isNull();
  }

  @Test
  void isNotWhatStaffSayOnTheirOwnTicket() {
    assertThat(afterCommentsOn(BOB, comment(BOB, false))).isNull();
    assertThat(afterCommentsOn(BOB, comment(BOB, false), comment(ALICE, false)))
        .isEqualTo(START.plus(MINUTE.multipliedBy(2)));
  }

  private static Said comment(Viewer author, boolean internal) {
    return new Said(author, internal);
  }

  private static @Nullable Instant afterComments(Said... comments) {
    return afterCommentsOn(CAROL, comments);
  }

  /** Each a minute after the one before. */
  private static @Nullable Instant afterCommentsOn(Viewer requester, Said... comments) {
    TicketRun run = new TicketRun(RULES, START).does(requester, CREATE);
    for (Said comment : comments) {
      run.after(MINUTE)
          .does(comment.author(), new AddComment("Hm", comment.internal(), null, List.of()));
    }
    return run.ticket().firstResponseDate();
  }

  private record Said(Viewer author, boolean internal) {}
}
