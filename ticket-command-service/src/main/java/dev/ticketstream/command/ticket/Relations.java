package dev.ticketstream.command.ticket;

import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RelatedTicket.Kind;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.RelatedAdded;
import dev.ticketstream.events.TicketChange.RelatedRemoved;
import dev.ticketstream.events.TicketSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What relations are between two tickets, whichever of them one looks from. */
final class Relations {

  private Relations() {}

  /**
   * What a ticket's changes mean for the ticket at the other end of its relation.
   *
   * @param ticket the ticket that changes
   * @param changes its changes; those of them that are no relations mean nothing to the other one
   */
  static List<TicketChange> mirrored(TicketSnapshot ticket, List<TicketChange> changes) {
    return changes.stream()
        .<TicketChange>mapMulti(
            (change, mirror) -> {
              if (change instanceof RelatedAdded(RelatedTicket added)) {
                mirror.accept(new RelatedAdded(to(ticket, added.kind().inverse())));
              } else if (change instanceof RelatedRemoved(RelatedTicket removed)) {
                mirror.accept(new RelatedRemoved(to(ticket, removed.kind().inverse())));
              }
            })
        .toList();
  }

  /** The relation of this kind to a ticket. */
  static RelatedTicket to(TicketSnapshot ticket, Kind kind) {
    return new RelatedTicket(ticket.id(), ticket.reference(), kind);
  }

  /** The relation between a ticket and another one, if there is one. */
  static Optional<RelatedTicket> between(TicketSnapshot ticket, UUID otherId) {
    return ticket.relatedTickets().stream()
        .filter(related -> related.ticketId().equals(otherId))
        .findFirst();
  }

  /** A ticket's relation of a kind of which it has one at most. */
  static Optional<RelatedTicket> only(TicketSnapshot ticket, Kind kind) {
    return ticket.relatedTickets().stream().filter(related -> related.kind() == kind).findFirst();
  }
}
