package dev.ticketstream.command.ticket;

import dev.ticketstream.events.Actor;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes whole events out of thin changes. */
final class TicketEventFactory {

  private final Supplier<UUID> eventIds;

  /**
   * @param eventIds gives each event its id (UUIDv7)
   */
  TicketEventFactory(Supplier<UUID> eventIds) {
    this.eventIds = eventIds;
  }

  /**
   * The events of one command.
   *
   * @param ticketId the stream
   * @param before the state before, {@code null} for a new stream
   * @param changes what happens, in order
   * @param occurredAt when
   * @param envelope who caused it and how
   */
  List<SupportTicketEvent> events(
      UUID ticketId,
      @Nullable TicketSnapshot before,
      List<TicketChange> changes,
      Instant occurredAt,
      CommandEnvelope envelope) {
    List<SupportTicketEvent> events = new ArrayList<>(changes.size());
    TicketSnapshot state = before;
    for (TicketChange change : changes) {
      TicketSnapshot after = TicketEvolution.evolve(state, change, ticketId, occurredAt);
      events.add(
          new SupportTicketEvent(
              eventIds.get(),
              ticketId,
              after.version(),
              after.publicVersion(),
              occurredAt,
              new Actor.User(envelope.actor().user()),
              envelope.origin(),
              envelope.commandId(),
              change,
              FieldChanges.of(state, change),
              state == null ? null : state.facets(),
              after,
              envelope.metadata()));
      state = after;
    }
    return events;
  }
}
