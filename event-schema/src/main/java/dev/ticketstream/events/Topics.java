package dev.ticketstream.events;

/** The names of Kafka's topics. They are part of the contract. */
public final class Topics {

  /** Every ticket event, keyed by ticket id; see {@link SupportTicketEvent}. */
  public static final String SUPPORT_TICKET_EVENTS = "support-ticket-events";

  /** The relay's place in the event store: one partition, compacted, private to the relay. */
  public static final String RELAY_CURSOR = "ticket-relay-cursor";

  /** Read marks and preferences of users, compacted, keyed by user id. */
  public static final String NOTIFICATION_STATE = "notification-state";

  /** Default number of partitions of {@link #SUPPORT_TICKET_EVENTS}. */
  public static final int SUPPORT_TICKET_EVENTS_PARTITIONS = 12;

  private Topics() {}
}
