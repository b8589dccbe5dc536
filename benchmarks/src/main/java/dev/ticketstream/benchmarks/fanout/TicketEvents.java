package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.events.Actor;
import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes status changes of tickets, each of about 600 bytes as Kafka carries it. */
final class TicketEvents {

  private static final Instant CREATED = Instant.parse("2026-03-02T09:15:30.123456Z");
  private static final int VERSIONS = 1_000_000;
  private static final String DESCRIPTION =
      "The device on the second floor prints blank pages since the update of last night. "
          + "We restarted it twice.";

  private TicketEvents() {}

  /**
   * A ticket's id.
   *
   * @param ticket its number
   */
  static UUID ticketId(long ticket) {
    return new UUID(0x0195_5555_0001_7000L, 0x8000_0000_0000_0000L | ticket);
  }

  /**
   * A ticket as it stands before an event.
   *
   * @param number tells tickets apart
   * @param createdBy the requester
   * @param assignee who works on it
   * @param team whose it is
   * @param priority how urgent it is
   */
  record Ticket(
      long number,
      UserRef createdBy,
      @Nullable UserRef assignee,
      @Nullable String team,
      TicketPriority priority) {}

  /**
   * The ticket's status moves; if it does not, the title is rewritten.
   *
   * @param number the event's, below 2³²
   * @param ticket which
   * @param actor who moves it
   * @param from the status before
   * @param to the status after
   */
  static SupportTicketEvent statusChanged(
      long number, Ticket ticket, UserRef actor, TicketStatus from, TicketStatus to) {
    int version = 2 + (int) (number % VERSIONS);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    TicketSnapshot before = snapshot(ticket, from, version - 1, CREATED);
    return new SupportTicketEvent(
        new UUID(0x0195_5555_0000_7000L, 0x8000_0000_0000_0000L | number),
        before.id(),
        version,
        version,
        now,
        new Actor.User(actor),
        null,
        null,
        from == to
            ? new TicketChange.DetailsUpdated(before.request(), null, null, null)
            : new TicketChange.StatusChanged(from, to),
        from == to
            ? List.of(new FieldChange(FieldChange.REQUEST, "Printer", before.request()))
            : List.of(new FieldChange(FieldChange.STATUS, from.name(), to.name())),
        before.facets(),
        snapshot(ticket, to, version, now),
        Map.of());
  }

  private static TicketSnapshot snapshot(
      Ticket ticket, TicketStatus status, int version, Instant updated) {
    return new TicketSnapshot(
        ticketId(ticket.number()),
        "TKT-%06d".formatted(ticket.number()),
        "Printer on the second floor prints blank pages",
        DESCRIPTION,
        RequestType.SUPPORT,
        status,
        ticket.priority(),
        ticket.createdBy(),
        ticket.assignee(),
        ticket.team(),
        List.of(),
        List.of("printer", "second-floor"),
        List.of(),
        List.of(),
        3,
        2,
        null,
        CREATED.plusSeconds(86_400),
        CREATED,
        updated,
        updated,
        null,
        null,
        null,
        null,
        null,
        version,
        version,
        false);
  }
}
