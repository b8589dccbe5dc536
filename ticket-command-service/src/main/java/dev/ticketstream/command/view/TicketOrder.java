package dev.ticketstream.command.view;

import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import java.util.UUID;

/**
 * The order of a list of tickets; equal values are ordered by id.
 *
 * @param field what to order by
 * @param ascending lowest or oldest first
 */
public record TicketOrder(Field field, boolean ascending) {

  /** What tickets can be ordered by. */
  public enum Field {
    CREATED_DATE,
    UPDATED_DATE,
    PRIORITY,
    /** Tickets without a deadline come last. */
    SLA_DEADLINE,
    /** How well the text matches; only with a text. */
    RELEVANCE
  }

  /**
   * A ticket's place in an ordered list. It is made of what the viewer sees, so that it tells them
   * nothing else.
   *
   * @param value what the ticket is ordered by, as text
   * @param id the ticket's id, for equal values
   */
  public record Place(String value, UUID id) {}

  /**
   * The place of a ticket in this order, which is not by relevance: that is no ticket's own.
   *
   * @param ticket the ticket as the viewer sees it
   */
  public Place place(TicketSnapshot ticket) {
    String value =
        switch (field) {
          case CREATED_DATE -> ticket.createdDate().toString();
          case UPDATED_DATE -> ticket.updatedDate().toString();
          case PRIORITY -> Integer.toString(rank(ticket.priority()));
          case SLA_DEADLINE ->
              ticket.slaDeadline() == null ? noDeadline() : ticket.slaDeadline().toString();
          case RELEVANCE -> throw new IllegalStateException("a ticket does not know its rank");
        };
    return new Place(value, ticket.id());
  }

  /**
   * Whether a text can be the value of a place in this order.
   *
   * @param value the text, as a caller sent it
   */
  public boolean isPlaceValue(String value) {
    return switch (field) {
      case CREATED_DATE, UPDATED_DATE -> PlaceTime.parse(value).isPresent();
      case PRIORITY -> value.matches("[0-3]");
      case SLA_DEADLINE -> value.equals(noDeadline()) || PlaceTime.parse(value).isPresent();
      case RELEVANCE -> RankedPlace.parse(value).isPresent();
    };
  }

  /** Stands for a deadline that does not exist, in PostgreSQL's words: last in either direction. */
  String noDeadline() {
    return ascending ? "infinity" : "-infinity";
  }

  /** As the column {@code priority_rank} has it. */
  private static int rank(TicketPriority priority) {
    return switch (priority) {
      case LOW -> 0;
      case MEDIUM -> 1;
      case HIGH -> 2;
      case CRITICAL -> 3;
    };
  }
}
