package dev.ticketstream.command.ticket;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which ticket stands above which. */
@Component
class TicketHierarchy {

  /** A ticket with so many above it gets no child; bounds the walk that finds cycles. */
  static final int ANCESTORS_MAX = 50;

  /** Arbitrary, and no other advisory lock's key. */
  private static final long LOCK_KEY = 0x7469636b65745f68L;

  private final JdbcTemplate jdbc;
  private final EventStore events;

  TicketHierarchy(JdbcTemplate jdbc, EventStore events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  /**
   * Waits until no other transaction makes a parent or a child, and lets none begin before this one
   * ends. Two that each make half of a cycle on tickets of their own would not see each other
   * otherwise. Must come before any lock on a stream.
   */
  void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", rows -> null, LOCK_KEY);
  }

  /**
   * The tickets above the one that is to become a parent, nearest first, at most {@link
   * #ANCESTORS_MAX}.
   *
   * @param parent the ticket that is to become the parent
   */
  List<UUID> ancestors(TicketSnapshot parent) {
    List<UUID> ancestors = new ArrayList<>();
    Optional<UUID> above = parentOf(parent);
    while (above.isPresent() && ancestors.size() < ANCESTORS_MAX) {
      UUID id = above.get();
      ancestors.add(id);
      above = events.newest(id).map(SupportTicketEvent::ticket).flatMap(TicketHierarchy::parentOf);
    }
    return ancestors;
  }

  private static Optional<UUID> parentOf(TicketSnapshot ticket) {
    return ticket.relatedTickets().stream()
        .filter(related -> related.kind() == RelatedTicket.Kind.PARENT)
        .map(RelatedTicket::ticketId)
        .findFirst();
  }
}
