package dev.ticketstream.command.ticket;

import static dev.ticketstream.events.TicketLimits.EVENT_BYTES_MAX;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.view.TicketProjection;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.codec.EventTooLargeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one or two streams that a command reads and writes. */
@Component
class TicketStreams {

  private final EventStore events;
  private final TicketProjection projection;
  private final AttachmentUploads uploads;
  private final TicketHierarchy hierarchy;
  private final TicketVisibility visibility;
  private final TicketEventFactory factory = new TicketEventFactory(new TimeOrderedIds());

  TicketStreams(
      EventStore events,
      TicketProjection projection,
      AttachmentUploads uploads,
      TicketHierarchy hierarchy,
      TicketVisibility visibility) {
    this.events = events;
    this.projection = projection;
    this.uploads = uploads;
    this.hierarchy = hierarchy;
    this.visibility = visibility;
  }

  /**
   * Locks and loads what the command is about. Takes the same statements whether or not the tickets
   * exist and the actor may see them.
   *
   * @throws CommandRejectedException when there is no such ticket that the actor may see
   */
  LoadedTickets load(CommandEnvelope envelope) {
    TicketCommand command = envelope.command();
    UUID ticketId = envelope.ticketId();
    if (command instanceof CreateTicket || ticketId == null) {
      return LoadedTickets.NONE;
    }
    // Whoever may not relate tickets locks none but their own.
    UUID otherId = envelope.actor().isStaff() ? command.otherTicketId() : null;
    Map<UUID, TicketSnapshot> found = otherId == null ? one(ticketId) : both(ticketId, command);
    TicketSnapshot ticket = found.get(ticketId);
    if (ticket == null || !visibility.canSee(envelope.actor(), ticket.facets())) {
      throw CommandRejectedException.ticketNotFound();
    }
    return new LoadedTickets(ticket, otherId == null ? null : found.get(otherId));
  }

  private Map<UUID, TicketSnapshot> one(UUID ticketId) {
    return events
        .lockAndReadNewest(ticketId)
        .map(newest -> Map.of(ticketId, newest.ticket()))
        .orElse(Map.of());
  }

  /** In the order of their ids, so that no two commands wait for each other. */
  private Map<UUID, TicketSnapshot> both(UUID ticketId, TicketCommand command) {
    if (command.movesInHierarchy()) {
      hierarchy.lock();
    }
    Map<UUID, TicketSnapshot> found = new HashMap<>();
    Stream.of(ticketId, command.otherTicketId())
        .distinct()
        .sorted()
        .forEach(
            id -> events.lockAndReadNewest(id).ifPresent(newest -> found.put(id, newest.ticket())));
    return found;
  }

  /**
   * Makes events of changes and stores them, in the event store and in the read model; claims the
   * uploads that they attach.
   *
   * @param ticketId the stream
   * @param before the state before, {@code null} for a new stream
   * @param changes what happens, in order
   * @param now when
   * @param envelope who caused it and how
   * @return the events; none when nothing changes
   * @throws CommandRejectedException when an event is too large to be published
   */
  List<SupportTicketEvent> append(
      UUID ticketId,
      @Nullable TicketSnapshot before,
      List<TicketChange> changes,
      Instant now,
      CommandEnvelope envelope) {
    List<SupportTicketEvent> made = factory.events(ticketId, before, changes, now, envelope);
    if (made.isEmpty()) {
      return made;
    }
    int expectedVersion = before == null ? 0 : before.version();
    try {
      events.append(ticketId, expectedVersion, made, envelope.traceparent());
    } catch (EventTooLargeException e) {
      throw new CommandRejectedException(
          ErrorCode.LIMIT_EXCEEDED,
          // Not how large: the size counts what customers do not see.
          "The ticket would take more than %d KiB.".formatted(EVENT_BYTES_MAX / 1024),
          "input");
    }
    projection.apply(made);
    made.forEach(
        event -> event.attachment().ifPresent(added -> uploads.claim(added.id(), ticketId)));
    return made;
  }
}
