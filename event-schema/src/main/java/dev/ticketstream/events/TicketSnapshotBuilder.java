package dev.ticketstream.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Derives a {@link TicketSnapshot} from another one. What never changes in a ticket's life (id,
 * reference, requester, creation date) has no setter.
 */
public final class TicketSnapshotBuilder {

  private final UUID id;
  private final String reference;
  private String request;
  private String description;
  private RequestType requestType;
  private TicketStatus status;
  private TicketPriority priority;
  private final UserRef createdBy;
  private @Nullable UserRef assignedTo;
  private @Nullable String team;
  private List<Watcher> watchers;
  private List<String> tags;
  private List<RelatedTicket> relatedTickets;
  private List<Attachment> attachments;
  private int commentCount;
  private int publicCommentCount;
  private @Nullable String meta;
  private @Nullable Instant slaDeadline;
  private final Instant createdDate;
  private Instant updatedDate;
  private Instant publicUpdatedDate;
  private @Nullable Instant resolvedDate;
  private @Nullable Instant closedDate;
  private @Nullable Instant onHoldSince;
  private @Nullable Instant firstResponseDate;
  private @Nullable Duration heldTime;
  private int version;
  private int publicVersion;
  private boolean deleted;

  TicketSnapshotBuilder(TicketSnapshot from) {
    this.id = from.id();
    this.reference = from.reference();
    this.request = from.request();
    this.description = from.description();
    this.requestType = from.requestType();
    this.status = from.status();
    this.priority = from.priority();
    this.createdBy = from.createdBy();
    this.assignedTo = from.assignedTo();
    this.team = from.team();
    this.watchers = from.watchers();
    this.tags = from.tags();
    this.relatedTickets = from.relatedTickets();
    this.attachments = from.attachments();
    this.commentCount = from.commentCount();
    this.publicCommentCount = from.publicCommentCount();
    this.meta = from.meta();
    this.slaDeadline = from.slaDeadline();
    this.createdDate = from.createdDate();
    this.updatedDate = from.updatedDate();
    this.publicUpdatedDate = from.publicUpdatedDate();
    this.resolvedDate = from.resolvedDate();
    this.closedDate = from.closedDate();
    this.onHoldSince = from.onHoldSince();
    this.firstResponseDate = from.firstResponseDate();
    this.heldTime = from.heldTime();
    this.version = from.version();
    this.publicVersion = from.publicVersion();
    this.deleted = from.deleted();
  }

  public TicketSnapshotBuilder request(String request) {
    this.request = request;
    return this;
  }

  public TicketSnapshotBuilder description(String description) {
    this.description = description;
    return this;
  }

  public TicketSnapshotBuilder requestType(RequestType requestType) {
    this.requestType = requestType;
    return this;
  }

  public TicketSnapshotBuilder status(TicketStatus status) {
    this.status = status;
    return this;
  }

  public TicketSnapshotBuilder priority(TicketPriority priority) {
    this.priority = priority;
    return this;
  }

  public TicketSnapshotBuilder assignedTo(@Nullable UserRef assignedTo) {
    this.assignedTo = assignedTo;
    return this;
  }

  public TicketSnapshotBuilder team(@Nullable String team) {
    this.team = team;
    return this;
  }

  public TicketSnapshotBuilder watchers(List<Watcher> watchers) {
    this.watchers = watchers;
    return this;
  }

  public TicketSnapshotBuilder tags(List<String> tags) {
    this.tags = tags;
    return this;
  }

  public TicketSnapshotBuilder relatedTickets(List<RelatedTicket> relatedTickets) {
    this.relatedTickets = relatedTickets;
    return this;
  }

  public TicketSnapshotBuilder attachments(List<Attachment> attachments) {
    this.attachments = attachments;
    return this;
  }

  public TicketSnapshotBuilder commentCount(int commentCount) {
    this.commentCount = commentCount;
    return this;
  }

  public TicketSnapshotBuilder publicCommentCount(int publicCommentCount) {
    this.publicCommentCount = publicCommentCount;
    return this;
  }

  public TicketSnapshotBuilder meta(@Nullable String meta) {
    this.meta = meta;
    return this;
  }

  public TicketSnapshotBuilder slaDeadline(@Nullable Instant slaDeadline) {
    this.slaDeadline = slaDeadline;
    return this;
  }

  public TicketSnapshotBuilder updatedDate(Instant updatedDate) {
    this.updatedDate = updatedDate;
    return this;
  }

  public TicketSnapshotBuilder publicUpdatedDate(Instant publicUpdatedDate) {
    this.publicUpdatedDate = publicUpdatedDate;
    return this;
  }

  public TicketSnapshotBuilder resolvedDate(@Nullable Instant resolvedDate) {
    this.resolvedDate = resolvedDate;
    return this;
  }

  public TicketSnapshotBuilder closedDate(@Nullable Instant closedDate) {
    this.closedDate = closedDate;
    return this;
  }

  public TicketSnapshotBuilder onHoldSince(@Nullable Instant onHoldSince) {
    this.onHoldSince = onHoldSince;
    return this;
  }

  public TicketSnapshotBuilder firstResponseDate(@Nullable Instant firstResponseDate) {
    this.firstResponseDate = firstResponseDate;
    return this;
  }

  public TicketSnapshotBuilder heldTime(@Nullable Duration heldTime) {
    this.heldTime = heldTime;
    return this;
  }

  public TicketSnapshotBuilder version(int version) {
    this.version = version;
    return this;
  }

  public TicketSnapshotBuilder publicVersion(int publicVersion) {
    this.publicVersion = publicVersion;
    return this;
  }

  public TicketSnapshotBuilder deleted(boolean deleted) {
    this.deleted = deleted;
    return this;
  }

  /** The snapshot with the values set so far. */
  public TicketSnapshot build() {
    return new TicketSnapshot(
        id,
        reference,
        request,
        description,
        requestType,
        status,
        priority,
        createdBy,
        assignedTo,
        team,
        watchers,
        tags,
        relatedTickets,
        attachments,
        commentCount,
        publicCommentCount,
        meta,
        slaDeadline,
        createdDate,
        updatedDate,
        publicUpdatedDate,
        resolvedDate,
        closedDate,
        onHoldSince,
        firstResponseDate,
        heldTime,
        version,
        publicVersion,
        deleted);
  }
}
