package dev.ticketstream.command.view;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketSnapshot;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the read model equal to the events, in the transaction that stores them. */
@Component
public class TicketProjection {

  private final TicketRepository tickets;
  private final CommentRepository comments;

  TicketProjection(TicketRepository tickets, CommentRepository comments) {
    this.tickets = tickets;
    this.comments = comments;
  }

  /**
   * Takes over new events of one ticket.
   *
   * @param events the events, in order, at least one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(List<SupportTicketEvent> events) {
    TicketSnapshot newest = events.getLast().ticket();
    if (events.getFirst().version() == 1) {
      tickets.save(new TicketEntity(newest));
    } else {
      tickets
          .findById(newest.id())
          .orElseThrow(() -> new IllegalStateException("no row for ticket " + newest.id()))
          .update(newest);
    }
    events.forEach(this::applyComment);
  }

  private void applyComment(SupportTicketEvent event) {
    if (event.change() instanceof CommentAdded(Comment added)) {
      comments.save(new CommentEntity(event.ticketId(), added));
    } else if (event.change() instanceof CommentEdited(Comment edited)) {
      comments.findById(edited.id()).ifPresent(row -> row.update(edited));
    } else if (event.change() instanceof CommentDeleted(UUID id, _)) {
      comments.deleteById(id);
    }
  }
}
