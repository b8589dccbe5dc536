package dev.ticketstream.events.access;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketSnapshotBuilder;
import dev.ticketstream.events.Watcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes from events and tickets what an {@link Exposure} does not allow. It is the only way from
 * a stored event to something that may be shown.
 */
public final class EventRedactor {

  private final TicketVisibility visibility;

  /**
   * @param visibility who may see what
   */
  public EventRedactor(TicketVisibility visibility) {
    this.visibility = visibility;
  }

  /**
   * The event as the viewer may see it.
   *
   * @param viewer who looks
   * @param event the stored event
   * @return the redacted event, or empty when the viewer may not know of it
   */
  public Optional<VisibleEvent> view(Viewer viewer, SupportTicketEvent event) {
    return visibility.exposureOf(viewer, event).map(exposure -> redact(event, exposure));
  }

  /**
   * The ticket as the viewer may see it.
   *
   * @param viewer who looks
   * @param ticket the stored state
   * @return the redacted ticket, or empty when the viewer may not know of it
   */
  public Optional<TicketSnapshot> view(Viewer viewer, TicketSnapshot ticket) {
    return visibility.exposureOf(viewer, ticket.facets()).map(exposure -> redact(ticket, exposure));
  }

  /**
   * The event for everyone with this exposure.
   *
   * @param event the stored event
   * @param exposure how much of it to show, from {@link TicketVisibility}
   * @throws IllegalArgumentException when an internal event is asked for with a public exposure
   */
  public VisibleEvent redact(SupportTicketEvent event, Exposure exposure) {
    if (event.internal() && exposure.isPublic()) {
      throw new IllegalArgumentException(
          "internal event %s must not be shown with exposure %s"
              .formatted(event.eventId(), exposure));
    }
    boolean shown = !exposure.isDeparture();
    return new VisibleEvent(
        new VisibleEvent.Content(
            exposure,
            event.eventId(),
            event.eventType(),
            event.ticketId(),
            exposure.isPublic() ? event.publicVersion() : event.version(),
            event.occurredAt(),
            event.actor(),
            event.origin(),
            before(event, exposure),
            FieldChangeRedactor.redact(event, exposure),
            redact(event.ticket(), exposure),
            exposure == Exposure.STAFF ? event.metadata() : Map.of(),
            shown ? event.comment().orElse(null) : null,
            shown ? event.attachment().orElse(null) : null,
            exposure == Exposure.STAFF ? event.related().orElse(null) : null,
            shown ? event.tag().orElse(null) : null));
  }

  /**
   * The ticket for everyone with this exposure.
   *
   * @param ticket the stored state
   * @param exposure how much of it to show
   */
  public TicketSnapshot redact(TicketSnapshot ticket, Exposure exposure) {
    TicketSnapshotBuilder builder = ticket.toBuilder();
    if (exposure.isPublic()) {
      builder
          .watchers(ticket.watchers().stream().filter(watcher -> !watcher.internal()).toList())
          .relatedTickets(List.of())
          .commentCount(ticket.publicCommentCount())
          .updatedDate(ticket.publicUpdatedDate())
          .version(ticket.publicVersion());
    }
    if (exposure.isDeparture()) {
      builder
          .assignedTo(null)
          .team(null)
          .watchers(List.<Watcher>of())
          .relatedTickets(List.of())
          .attachments(List.of())
          .description("")
          .tags(List.of())
          .slaDeadline(null)
          .onHoldSince(null)
          .firstResponseDate(null)
          .heldTime(null)
          .meta(null);
    }
    return builder.build();
  }

  private static @Nullable TicketFacets before(SupportTicketEvent event, Exposure exposure) {
    TicketFacets before = event.before();
    if (before == null || !exposure.isPublic()) {
      return before;
    }
    return new TicketFacets(
        before.status(),
        before.priority(),
        before.assigneeId(),
        before.team(),
        before.creatorId(),
        Set.of(),
        before.deleted());
  }
}
