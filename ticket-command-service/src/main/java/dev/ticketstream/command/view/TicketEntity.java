package dev.ticketstream.command.view;

import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.UserRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A ticket's row in the read model: what it is found and sorted by. */
@Entity
@Table(name = "ticket")
@DynamicUpdate // most commands change one or two columns, and the indexes of the rest stay
// untouched
@NullUnmarked // Hibernate fills the fields
@SuppressWarnings("UnusedVariable") // and reads them
class TicketEntity implements Persistable<UUID> {

  @Id private UUID id;
  private String reference;
  private String request;
  private String description;
  private String requestType;
  private String status;
  private String priority;
  private String createdById;
  private @Nullable String assignedToId;
  private @Nullable String team;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] tags;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] watcherIds;

  private @Nullable Instant slaDeadline;
  private Instant createdDate;
  private Instant updatedDate;
  private Instant publicUpdatedDate;
  private Instant resolvedDate;
  private Instant closedDate;
  private Instant onHoldSince;
  private Instant firstResponseDate;
  private int version;
  private boolean deleted;

  @Transient private boolean stored;

  /** For Hibernate. */
  protected TicketEntity() {}

  /** A new row. */
  TicketEntity(TicketSnapshot ticket) {
    this.id = ticket.id();
    this.reference = ticket.reference();
    this.createdById = ticket.createdBy().id();
    this.createdDate = ticket.createdDate();
    update(ticket);
  }

  /** Takes over what may change. */
  final void update(TicketSnapshot ticket) {
    UserRef assignee = ticket.assignedTo();
    this.request = ticket.request();
    this.description = ticket.description();
    this.requestType = ticket.requestType().name();
    this.status = ticket.status().name();
    this.priority = ticket.priority().name();
    this.assignedToId = assignee == null ? null : assignee.id();
    this.team = ticket.team();
    this.tags = ticket.tags().toArray(String[]::new);
    this.watcherIds =
        ticket.watchers().stream().map(watcher -> watcher.user().id()).toArray(String[]::new);
    this.slaDeadline = ticket.slaDeadline();
    this.updatedDate = ticket.updatedDate();
    this.publicUpdatedDate = ticket.publicUpdatedDate();
    this.resolvedDate = ticket.resolvedDate();
    this.closedDate = ticket.closedDate();
    this.onHoldSince = ticket.onHoldSince();
    this.firstResponseDate = ticket.firstResponseDate();
    this.version = ticket.version();
    this.deleted = ticket.deleted();
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return !stored;
  }

  @PostLoad
  @PostPersist
  void markStored() {
    this.stored = true;
  }
}
