package dev.ticketstream.command.ticket;

import static java.util.stream.Collectors.toSet;

import dev.ticketstream.command.directory.Directory;
import dev.ticketstream.command.ticket.AttachmentUploads.Upload;
import dev.ticketstream.command.ticket.DecisionContext.OtherTicket;
import dev.ticketstream.command.ticket.TicketCommand.AddAttachment;
import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.view.TicketComments;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Looks up what a decision needs to know. */
@Component
class ContextAssembler {

  /** Above what any command that is accepted names: see {@link Mentions}. */
  private static final int USERS_MAX = 2_000;

  private final Directory directory;
  private final TicketComments comments;
  private final TicketHierarchy hierarchy;
  private final AttachmentUploads uploads;
  private final TicketVisibility visibility;
  private final JdbcTemplate jdbc;
  private final Supplier<UUID> ids = new TimeOrderedIds();

  ContextAssembler(
      Directory directory,
      TicketComments comments,
      TicketHierarchy hierarchy,
      AttachmentUploads uploads,
      TicketVisibility visibility,
      JdbcTemplate jdbc) {
    this.directory = directory;
    this.comments = comments;
    this.hierarchy = hierarchy;
    this.uploads = uploads;
    this.visibility = visibility;
    this.jdbc = jdbc;
  }

  DecisionContext assemble(CommandEnvelope envelope, LoadedTickets tickets, Instant now) {
    TicketCommand command = envelope.command();
    return new DecisionContext(
        envelope.actor(),
        now,
        ids.get(),
        this::nextReference,
        users(command),
        teams(command.team()),
        comment(envelope),
        other(envelope, tickets),
        upload(envelope));
  }

  /** A number that is drawn is used up, also when the transaction fails later. */
  private String nextReference() {
    Long number = jdbc.queryForObject("select nextval('ticket_reference_seq')", Long.class);
    return "TKT-%06d".formatted(number);
  }

  private Map<String, Viewer> users(TicketCommand command) {
    Set<String> ids = command.userIds().limit(USERS_MAX).collect(toSet());
    return ids.isEmpty() ? Map.of() : directory.users(ids);
  }

  private Set<String> teams(@Nullable String team) {
    return team != null && directory.isTeam(team) ? Set.of(team) : Set.of();
  }

  /**
   * A comment is changed only by commands on its ticket, and those wait for each other: what the
   * read model says of it here is true until the transaction ends.
   */
  private @Nullable Comment comment(CommandEnvelope envelope) {
    UUID ticketId = envelope.ticketId();
    UUID commentId = envelope.command().commentId();
    return ticketId == null || commentId == null
        ? null
        : comments.find(ticketId, commentId).orElse(null);
  }

  private @Nullable Upload upload(CommandEnvelope envelope) {
    return envelope.command() instanceof AddAttachment add
        ? uploads.lock(add.attachmentId(), envelope.actor().id()).orElse(null)
        : null;
  }

  private @Nullable OtherTicket other(CommandEnvelope envelope, LoadedTickets tickets) {
    TicketSnapshot ticket = tickets.ticket();
    TicketSnapshot other = tickets.other();
    if (ticket == null || other == null || !visibility.canSee(envelope.actor(), other.facets())) {
      return null;
    }
    return new OtherTicket(other, aboveParent(envelope.command(), ticket, other));
  }

  private List<UUID> aboveParent(
      TicketCommand command, TicketSnapshot ticket, TicketSnapshot other) {
    if (!(command instanceof AddRelatedTicket(_, RelatedTicket.Kind kind))) {
      return List.of();
    }
    return switch (kind) {
      case PARENT -> hierarchy.ancestors(other);
      case CHILD -> hierarchy.ancestors(ticket);
      case RELATED, DUPLICATE, ORIGINAL -> List.of();
    };
  }
}
