package dev.ticketstream.command.ticket;

import dev.ticketstream.command.directory.Directory;
import dev.ticketstream.command.ticket.DecisionContext.ParentComment;
import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.ticket.TicketCommand.DeleteTicket;
import dev.ticketstream.command.ticket.TicketCommand.MoveToTeam;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTag;
import dev.ticketstream.command.ticket.TicketCommand.UnassignTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnwatchTicket;
import dev.ticketstream.command.ticket.TicketCommand.UpdateTicket;
import dev.ticketstream.command.ticket.TicketCommand.WatchTicket;
import dev.ticketstream.command.view.TicketComments;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Looks up what a decision needs to know. */
@Component
class ContextAssembler {

  private final Directory directory;
  private final TicketComments comments;
  private final JdbcTemplate jdbc;
  private final Supplier<UUID> ids = new TimeOrderedIds();

  ContextAssembler(Directory directory, TicketComments comments, JdbcTemplate jdbc) {
    this.directory = directory;
    this.comments = comments;
    this.jdbc = jdbc;
  }

  DecisionContext assemble(CommandEnvelope envelope, Instant now) {
    TicketCommand command = envelope.command();
    return new DecisionContext(
        envelope.actor(),
        now,
        ids.get(),
        command instanceof CreateTicket ? nextReference() : "",
        users(userIds(command)),
        teams(command),
        parent(envelope));
  }

  private String nextReference() {
    Long number = jdbc.queryForObject("select nextval('ticket_reference_seq')", Long.class);
    return "TKT-%06d".formatted(number);
  }

  private static List<String> userIds(TicketCommand command) {
    return switch (command) {
      case CreateTicket create ->
          Stream.of(create.requesterId(), create.assigneeId()).filter(Objects::nonNull).toList();
      case AssignTicket assign -> List.of(assign.assigneeId());
      // One more than allowed is enough for the decision to see that there are too many.
      case AddComment add ->
          add.mentionedUserIds().stream()
              .distinct()
              .limit(CommentDecisions.MENTIONS_MAX + 1L)
              .toList();
      case WatchTicket watch -> listOfNullable(watch.userId());
      case UnwatchTicket unwatch -> listOfNullable(unwatch.userId());
      case UpdateTicket _,
          UnassignTicket _,
          MoveToTeam _,
          ChangeStatus _,
          ChangePriority _,
          AddTag _,
          RemoveTag _,
          DeleteTicket _ ->
          List.of();
    };
  }

  private Map<String, Viewer> users(List<String> ids) {
    Map<String, Viewer> users = new HashMap<>();
    for (String id : ids) {
      directory.user(id).ifPresent(user -> users.put(id, user));
    }
    return users;
  }

  private Set<String> teams(TicketCommand command) {
    String team =
        switch (command) {
          case CreateTicket create -> create.team();
          case MoveToTeam move -> move.team();
          case UpdateTicket _,
              AssignTicket _,
              UnassignTicket _,
              ChangeStatus _,
              ChangePriority _,
              AddComment _,
              AddTag _,
              RemoveTag _,
              WatchTicket _,
              UnwatchTicket _,
              DeleteTicket _ ->
              null;
        };
    return team != null && directory.isTeam(team) ? Set.of(team) : Set.of();
  }

  private @Nullable ParentComment parent(CommandEnvelope envelope) {
    UUID ticketId = envelope.ticketId();
    UUID parentId = envelope.command() instanceof AddComment add ? add.parentId() : null;
    if (ticketId == null || parentId == null) {
      return null;
    }
    return comments
        .internalFlag(ticketId, parentId)
        .map(internal -> new ParentComment(parentId, internal))
        .orElse(null);
  }

  private static List<String> listOfNullable(@Nullable String id) {
    return id == null ? List.of() : List.of(id);
  }
}
