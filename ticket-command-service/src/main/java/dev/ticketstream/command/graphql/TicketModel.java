package dev.ticketstream.command.graphql;

import dev.ticketstream.events.Attachment;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.access.Exposure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code SupportTicket}: a method for each field that needs nothing but the redacted state.
 *
 * @param snapshot the redacted state
 * @param exposure for which exposure it was redacted
 * @param readAt when it was read
 */
public record TicketModel(TicketSnapshot snapshot, Exposure exposure, Instant readAt) {

  public String id() {
    return snapshot.id().toString();
  }

  public String reference() {
    return snapshot.reference();
  }

  public String request() {
    return snapshot.request();
  }

  public String description() {
    return snapshot.description();
  }

  public RequestType requestType() {
    return snapshot.requestType();
  }

  public TicketStatus status() {
    return snapshot.status();
  }

  public TicketPriority priority() {
    return snapshot.priority();
  }

  public UserRef createdBy() {
    return snapshot.createdBy();
  }

  public @Nullable UserRef assignedTo() {
    return snapshot.assignedTo();
  }

  public @Nullable String team() {
    return snapshot.team();
  }

  public List<UserRef> watchers() {
    return snapshot.watchers().stream().map(Watcher::user).toList();
  }

  public List<String> tags() {
    return snapshot.tags();
  }

  public List<RelatedTicket> relatedTickets() {
    return snapshot.relatedTickets();
  }

  public List<AttachmentModel> attachments() {
    return snapshot.attachments().stream().map(AttachmentModel::new).toList();
  }

  public int commentCount() {
    return snapshot.commentCount();
  }

  public @Nullable Instant slaDeadline() {
    return snapshot.slaDeadline();
  }

  public boolean isOverdue() {
    return snapshot.isOverdue(readAt);
  }

  public Instant createdDate() {
    return snapshot.createdDate();
  }

  public Instant updatedDate() {
    return snapshot.updatedDate();
  }

  public @Nullable Instant resolvedDate() {
    return snapshot.resolvedDate();
  }

  public @Nullable Instant closedDate() {
    return snapshot.closedDate();
  }

  public @Nullable Instant onHoldSince() {
    return snapshot.onHoldSince();
  }

  public @Nullable Instant firstResponseDate() {
    return snapshot.firstResponseDate();
  }

  public int version() {
    return snapshot.version();
  }

  public boolean deleted() {
    return snapshot.deleted();
  }

  /** {@code TicketAttachment}. */
  public record AttachmentModel(Attachment attachment) {

    public String id() {
      return attachment.id().toString();
    }

    public String fileName() {
      return attachment.fileName();
    }

    public String contentType() {
      return attachment.contentType();
    }

    public double size() {
      return attachment.sizeBytes();
    }

    public String sha256() {
      return attachment.sha256();
    }

    public UserRef uploadedBy() {
      return attachment.uploadedBy();
    }

    public Instant uploadedDate() {
      return attachment.uploadedDate();
    }
  }
}
