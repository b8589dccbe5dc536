package dev.ticketstream.command.ticket;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import java.time.Instant;
import java.util.List;

/** Moves the status when the requester says something. */
final class StatusAutomation {

  private final TicketRules.Ticket rules;
  private final SlaDecisions sla;

  StatusAutomation(TicketRules rules, SlaDecisions sla) {
    this.rules = rules.ticket();
    this.sla = sla;
  }

  /**
   * What a new comment moves. ON_HOLD to OPEN is a move that nobody may make by hand: on hold the
   * ticket waited for this answer, and now for somebody to take it up.
   */
  List<TicketChange> after(Comment comment, TicketSnapshot state, Instant now) {
    if (comment.internal() || !comment.author().id().equals(state.createdBy().id())) {
      return List.of();
    }
    boolean opens =
        switch (state.status()) {
          case RESOLVED -> rules.reopenOnRequesterComment();
          case ON_HOLD -> rules.resumeOnRequesterComment();
          case NEW, OPEN, IN_PROGRESS, CLOSED -> false;
        };
    return opens ? sla.move(state, TicketStatus.OPEN, now) : List.of();
  }
}
