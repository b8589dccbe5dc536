package dev.ticketstream.command.view;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketSnapshot;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the read model equal to the events, in the transaction that stores them. */
@Component
public class TicketProjection {

  /** So many events' rows are kept in memory before they are written. */
  private static final int EVENTS_UNWRITTEN_MAX = 200;

  private final TicketRepository tickets;
  private final CommentRepository comments;
  private final EventStore events;
  private final EntityManager entities;
  private final JdbcTemplate jdbc;

  TicketProjection(
      TicketRepository tickets,
      CommentRepository comments,
      EventStore events,
      EntityManager entities,
      JdbcTemplate jdbc) {
    this.tickets = tickets;
    this.comments = comments;
    this.events = events;
    this.entities = entities;
    this.jdbc = jdbc;
  }

  /**
   * Takes over new events of one ticket. Where the ticket has no row, because the read model was
   * emptied and is not rebuilt yet, all of its rows are made anew from the events stored so far.
   *
   * @param newEvents the events, in order, at least one; they are in the event store already
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(List<SupportTicketEvent> newEvents) {
    TicketSnapshot newest = newEvents.getLast().ticket();
    if (newEvents.getFirst().version() == 1) {
      tickets.save(new TicketEntity(newest));
    } else {
      Optional<TicketEntity> row = tickets.findById(newest.id());
      if (row.isEmpty()) {
        rebuild(List.of(newest.id()));
        return;
      }
      row.get().update(newest);
    }
    newEvents.forEach(this::applyComment);
  }

  /**
   * Makes the rows of some tickets anew from their events. The caller has locked their streams, so
   * that no command comes in between. Whoever reads sees the old rows until the transaction ends.
   *
   * @param ticketIds the tickets
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void rebuild(Collection<UUID> ticketIds) {
    write();
    UUID[] ids = ticketIds.toArray(UUID[]::new);
    for (ReadModelTable table : ReadModelTable.values()) {
      jdbc.update(table.deletion(), (Object) ids);
    }
    Replay replay = new Replay();
    events.forEach(ticketIds, replay::take);
    replay.endTicket();
    write();
  }

  /**
   * Makes a ticket's rows where it has none, because the read model was emptied and is not rebuilt
   * yet. The caller has locked its stream.
   *
   * @param ticketId the ticket
   * @return whether its rows were missing
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean restore(UUID ticketId) {
    if (tickets.findById(ticketId).isPresent()) {
      return false;
    }
    rebuild(List.of(ticketId));
    return true;
  }

  /**
   * Removes rows of tickets that have no events, as a restored database may have.
   *
   * @return how many rows there were
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int removeOrphans() {
    int removed = 0;
    for (ReadModelTable table : ReadModelTable.values()) {
      removed += jdbc.update(table.deletionOfOrphans());
    }
    return removed;
  }

  private void write() {
    entities.flush();
    entities.clear();
  }

  private void applyComment(SupportTicketEvent event) {
    if (event.change() instanceof CommentAdded(Comment added)) {
      comments.save(new CommentEntity(event.ticketId(), added));
    } else if (event.change() instanceof CommentEdited(Comment edited)) {
      comments
          .findById(edited.id())
          .ifPresentOrElse(
              row -> row.update(edited),
              () -> comments.save(new CommentEntity(event.ticketId(), edited)));
    } else if (event.change() instanceof CommentDeleted(UUID id, _)) {
      comments.deleteById(id);
    }
  }

  /** Writes what events stand for, stream by stream; of each ticket, the newest state. */
  private final class Replay {

    private @Nullable SupportTicketEvent previous;
    private int unwritten;

    void take(SupportTicketEvent event) {
      if (previous != null && !previous.ticketId().equals(event.ticketId())) {
        endTicket();
      }
      applyComment(event);
      previous = event;
      if (++unwritten == EVENTS_UNWRITTEN_MAX) {
        write();
        unwritten = 0;
      }
    }

    void endTicket() {
      if (previous != null) {
        tickets.save(new TicketEntity(previous.ticket()));
      }
      previous = null;
    }
  }
}
