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
import java.util.Optional;
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

  /** The only stream that a command locks; {@code null} when there are none or two. */
  static @Nullable UUID only(CommandEnvelope envelope) {
    TicketCommand command = envelope.command();
    return command instanceof CreateTicket || otherTicket(envelope) != null
        ? null
        : envelope.ticketId();
  }

  /** Whoever may not relate tickets locks none but their own. */
  private static @Nullable UUID otherTicket(CommandEnvelope envelope) {
    return envelope.actor().isStaff() ? envelope.command().otherTicketId() : null;
  }

  /**
   * What the command is about, when that is one ticket and its stream is locked.
   *
   * @param newest the stream's newest event
   * @throws CommandRejectedException when there is no such ticket that the actor may see
   */
  LoadedTickets locked(CommandEnvelope envelope, Optional<SupportTicketEvent> newest) {
    return new LoadedTickets(
        visible(envelope, newest.map(SupportTicketEvent::ticket).orElse(null)), null);
  }

  private TicketSnapshot visible(CommandEnvelope envelope, @Nullable TicketSnapshot ticket) {
    if (ticket == null || !visibility.canSee(envelope.actor(), ticket.facets())) {
      throw CommandRejectedException.ticketNotFound();
    }
    return ticket;
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
    UUID otherId = otherTicket(envelope);
    if (otherId == null) {
      return locked(envelope, events.lockAndReadNewest(ticketId));
    }
    Map<UUID, TicketSnapshot> found = both(ticketId, command);
    return new LoadedTickets(visible(envelope, found.get(ticketId)), found.get(otherId));
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
