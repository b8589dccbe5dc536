package dev.ticketstream.command.view;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketChange.DetailsUpdated;
import dev.ticketstream.events.TicketSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the read model equal to the events, in the transaction that stores them. */
@Component
public class TicketProjection {

  private final TicketRepository tickets;
  private final ReadModelWrites writes;
  private final EventStore events;
  private final JdbcTemplate jdbc;

  TicketProjection(
      TicketRepository tickets, ReadModelWrites writes, EventStore events, JdbcTemplate jdbc) {
    this.tickets = tickets;
    this.writes = writes;
    this.events = events;
    this.jdbc = jdbc;
  }

  /**
   * Takes over new events of one ticket. Where the ticket has no row, because the read model was
   * emptied and is not rebuilt yet, all of its rows are made anew from the events stored so far.
   *
   * @param newEvents the events, in order, at least one; they are in the event store already, or
   *     will be when the transaction's pending writes are sent
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(List<SupportTicketEvent> newEvents) {
    TicketSnapshot newest = newEvents.getLast().ticket();
    if (newEvents.getFirst().version() == 1) {
      writes.insert(newest);
    } else {
      writes.update(
          newest,
          rows -> {
            if (rows == 0) {
              rebuild(List.of(newest.id()));
            }
          });
      if (newEvents.stream().anyMatch(event -> event.change() instanceof DetailsUpdated)) {
        writes.saveTexts(newest);
      }
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
    writes.deleteAll(ticketIds.toArray(UUID[]::new));
    Replay replay = new Replay();
    events.forEach(ticketIds, replay::take);
    replay.endTicket();
    writes.flush();
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
    if (tickets.exists(ticketId)) {
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
    writes.flush();
    int removed = 0;
    for (ReadModelTable table : ReadModelTable.values()) {
      removed += jdbc.update(table.deletionOfOrphans());
    }
    return removed;
  }

  private void applyComment(SupportTicketEvent event) {
    if (event.change() instanceof CommentAdded(Comment added)) {
      writes.save(event.ticketId(), added);
    } else if (event.change() instanceof CommentEdited(Comment edited)) {
      writes.save(event.ticketId(), edited);
    } else if (event.change() instanceof CommentDeleted(UUID id, _)) {
      writes.deleteComment(id);
    }
  }

  /** Writes what events stand for, stream by stream; of each ticket, the newest state. */
  private final class Replay {

    private @Nullable SupportTicketEvent previous;

    void take(SupportTicketEvent event) {
      if (previous != null && !previous.ticketId().equals(event.ticketId())) {
        endTicket();
      }
      applyComment(event);
      previous = event;
    }

    void endTicket() {
      if (previous != null) {
        writes.insert(previous.ticket());
      }
      previous = null;
    }
  }
}
