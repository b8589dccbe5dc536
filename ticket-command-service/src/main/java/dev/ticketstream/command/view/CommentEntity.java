package dev.ticketstream.command.view;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.UserRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A comment's row in the read model, to be read; {@link ReadModelWrites} writes it. */
@Entity
@Immutable
@Table(name = "ticket_comment")
@NullUnmarked // Hibernate fills the fields
@SuppressWarnings("UnusedVariable") // and reads them
class CommentEntity {

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

  /** For Hibernate. */
  protected CommentEntity() {}

  /** The comment. */
  Comment toComment() {
    return new Comment(
        id, parentId, body, internal, author, createdDate, mentions, byStaff, editedDate);
  }
}
