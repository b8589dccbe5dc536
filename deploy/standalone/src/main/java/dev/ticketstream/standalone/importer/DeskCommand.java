package dev.ticketstream.standalone.importer;

import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody at the desk, or a customer, did. */
sealed interface DeskCommand {

  /** A ticket was opened for a customer. */
  record CreateTicket(
      String requesterId,
      String request,
      String description,
      TicketPriority priority,
      @Nullable String team,
      List<String> tags,
      Map<String, String> meta)
      implements DeskCommand {

    public CreateTicket {
      tags = List.copyOf(tags);
      meta = Map.copyOf(meta);
    }
  }

  /** The ticket went to a team. */
  record MoveToTeam(String team) implements DeskCommand {}

  /** The ticket went to a person. */
  record AssignTicket(String assigneeId) implements DeskCommand {}

  /** The status moved. */
  record ChangeStatus(TicketStatus status) implements DeskCommand {}

  /** The priority moved. */
  record ChangePriority(TicketPriority priority) implements DeskCommand {}

  /** Something was written. */
  record AddComment(String text, boolean internal) implements DeskCommand {}
}
