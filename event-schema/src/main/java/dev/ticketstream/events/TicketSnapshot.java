package dev.ticketstream.events;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket's whole state after an event; comments only as counts.
 *
 * <p>Counts, dates and versions exist twice: as staff see them, and as customers do ({@code
 * public…}), so that internal work leaves no trace.
 *
 * @param id the ticket's id (UUIDv7)
 * @param reference short human reference, unique, e.g. {@code TKT-000123}
 * @param request the title
 * @param description Markdown, may be empty
 * @param createdBy the requester
 * @param assignedTo the assignee, if any
 * @param team id of the responsible team, if any
 * @param commentCount comments, internal ones included
 * @param publicCommentCount comments that customers may see
 * @param meta a JSON object as text, if there is any
 * @param slaDeadline when the ticket should be resolved, if there is a deadline
 * @param createdDate when the ticket was created
 * @param updatedDate when the newest event happened
 * @param publicUpdatedDate when the newest event that customers may see happened
 * @param resolvedDate when it was last resolved, {@code null} unless RESOLVED or CLOSED after that
 * @param closedDate when it was closed, {@code null} unless CLOSED
 * @param onHoldSince since when it is ON_HOLD, {@code null} unless it is
 * @param firstResponseDate when staff other than the requester first wrote a comment that customers
 *     may see, if they did
 * @param heldTime for how long it was ON_HOLD in all holds that are over, as the deadline's clock
 *     counts (working hours only, if there is a calendar); {@code null} if it never was
 * @param version the stream's version: 1, 2, 3 …
 * @param publicVersion the same, counting only events that customers may see
 * @param deleted whether the ticket is (softly) deleted
 */
public record TicketSnapshot(
    UUID id,
    String reference,
    String request,
    String description,
    RequestType requestType,
    TicketStatus status,
    TicketPriority priority,
    UserRef createdBy,
    @Nullable UserRef assignedTo,
    @Nullable String team,
    List<Watcher> watchers,
    List<String> tags,
    List<RelatedTicket> relatedTickets,
    List<Attachment> attachments,
    int commentCount,
    int publicCommentCount,
    @Nullable String meta,
    @Nullable Instant slaDeadline,
    Instant createdDate,
    Instant updatedDate,
    Instant publicUpdatedDate,
    @Nullable Instant resolvedDate,
    @Nullable Instant closedDate,
    @Nullable Instant onHoldSince,
    @Nullable Instant firstResponseDate,
    @Nullable Duration heldTime,
    int version,
    int publicVersion,
    boolean deleted) {

  public TicketSnapshot {
    watchers = List.copyOf(watchers);
    tags = List.copyOf(tags);
    relatedTickets = List.copyOf(relatedTickets);
    attachments = List.copyOf(attachments);
  }

  /** The fields that visibility and filters look at, as they are in this snapshot. */
  public TicketFacets facets() {
    return new TicketFacets(
        status,
        priority,
        assignedTo == null ? null : assignedTo.id(),
        team,
        createdBy.id(),
        watchers.stream().map(watcher -> watcher.user().id()).collect(toUnmodifiableSet()),
        deleted);
  }

  /**
   * Whether the ticket is unresolved after its deadline. While it is ON_HOLD the clock stands
   * still, so that it is overdue only if it was when the hold began.
   *
   * @param now the time at which it is read
   */
  public boolean isOverdue(Instant now) {
    return switch (status) {
      case RESOLVED, CLOSED -> false;
      case NEW, OPEN, IN_PROGRESS, ON_HOLD ->
          slaDeadline != null && slaDeadline.isBefore(onHoldSince == null ? now : onHoldSince);
    };
  }

  /** A builder that starts with this snapshot's values. */
  public TicketSnapshotBuilder toBuilder() {
    return new TicketSnapshotBuilder(this);
  }
}
