package dev.ticketstream.command.view;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.UserRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A comment's row in the read model. */
@Entity
@Table(name = "ticket_comment")
@NullUnmarked // Hibernate fills the fields
@SuppressWarnings("UnusedVariable") // and reads them
class CommentEntity implements Persistable<UUID> {

  @Id private UUID id;
  private UUID ticketId;
  private @Nullable UUID parentId;
  private String body;
  private boolean internal;

  @JdbcTypeCode(SqlTypes.JSON)
  private UserRef author;

  private Instant createdDate;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<UserRef> mentions;

  private boolean byStaff;
  private @Nullable Instant editedDate;

  @Transient private boolean stored;

  /** For Hibernate. */
  protected CommentEntity() {}

  /** A new row. */
  CommentEntity(UUID ticketId, Comment comment) {
    this.id = comment.id();
    this.ticketId = ticketId;
    this.parentId = comment.parentId();
    this.internal = comment.internal();
    this.author = comment.author();
    this.createdDate = comment.createdDate();
    this.byStaff = comment.byStaff();
    update(comment);
  }

  /** Takes over what may change. */
  final void update(Comment comment) {
    this.body = comment.body();
    this.mentions = comment.mentions();
    this.editedDate = comment.editedDate();
  }

  /** The comment. */
  Comment toComment() {
    return new Comment(
        id, parentId, body, internal, author, createdDate, mentions, byStaff, editedDate);
  }

  boolean isInternal() {
    return internal;
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
