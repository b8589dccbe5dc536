package dev.ticketstream.benchmarks.fanout;

/**
 * The documents that clients subscribe with; all select the 16 fields that the design's hook needs.
 */
final class Selections {

  private static final String FIELDS =
      "{ eventId eventType timestamp version cursor triggeredBy { id firstName lastName }"
          + " ticket { id reference request status priority"
          + " assignedTo { id firstName lastName } } }";

  private Selections() {}

  /** Every event that the user may see. */
  static String everything() {
    return "{\"query\":\"subscription Events { supportTicketEvents %s }\"}".formatted(FIELDS);
  }

  /**
   * The events of one ticket.
   *
   * @param ticket the ticket's number
   */
  static String ticket(long ticket) {
    return ("{\"query\":\"subscription Ticket($id: String!) { ticketUpdated(ticketId: $id) %s }\","
            + "\"variables\":{\"id\":\"%s\"}}")
        .formatted(FIELDS, TicketEvents.ticketId(ticket));
  }

  /** The events of all tickets that the user has to do with. */
  static String mine() {
    return "{\"query\":\"subscription Mine { myTicketUpdates %s }\"}".formatted(FIELDS);
  }

  /**
   * The events of a team's tickets.
   *
   * @param team its id
   */
  static String team(String team) {
    return ("{\"query\":\"subscription Team($id: String!) { teamTicketUpdates(teamId: $id) %s }\","
            + "\"variables\":{\"id\":\"%s\"}}")
        .formatted(FIELDS, team);
  }

  /**
   * The events of tickets that get or had one of some statuses.
   *
   * @param statuses their names
   */
  static String statuses(String... statuses) {
    return ("{\"query\":\"subscription Filtered($filter: SupportTicketSubscriptionFilter)"
            + " { supportTicketEvents(filter: $filter) %s }\","
            + "\"variables\":{\"filter\":{\"statuses\":[\"%s\"]}}}")
        .formatted(FIELDS, String.join("\",\"", statuses));
  }
}
