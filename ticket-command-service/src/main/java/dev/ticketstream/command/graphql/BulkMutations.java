package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;

import dev.ticketstream.command.ticket.TicketCommand.AddTags;
import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.DeleteTicket;
import dev.ticketstream.command.ticket.TicketCommand.MoveToTeam;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTags;
import dev.ticketstream.command.ticket.TicketCommand.UnassignTicket;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The mutations of many tickets at once. */
@Controller
class BulkMutations {

  private final BulkRunner commands;

  BulkMutations(BulkRunner commands) {
    this.commands = commands;
  }

  @MutationMapping
  BulkPayload bulkChangeStatus(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.run(
        call,
        viewer,
        input -> new ChangeStatus(input.requiredConstant(TicketStatus.class, "status")));
  }

  @MutationMapping
  BulkPayload bulkChangePriority(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.run(
        call,
        viewer,
        input -> new ChangePriority(input.requiredConstant(TicketPriority.class, "priority")));
  }

  @MutationMapping
  BulkPayload bulkAssign(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.run(
        call,
        viewer,
        input -> {
          String assigneeId = input.idOrExplicitNull("assignedToUserId");
          return assigneeId == null ? new UnassignTicket() : new AssignTicket(assigneeId);
        });
  }

  @MutationMapping
  BulkPayload bulkMoveToTeam(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.run(call, viewer, input -> new MoveToTeam(input.idOrExplicitNull("team")));
  }

  @MutationMapping
  BulkPayload bulkAddTags(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.run(call, viewer, input -> new AddTags(tags(input)));
  }

  @MutationMapping
  BulkPayload bulkRemoveTags(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.run(call, viewer, input -> new RemoveTags(tags(input)));
  }

  @MutationMapping
  BulkPayload bulkDelete(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.run(call, viewer, _ -> new DeleteTicket());
  }

  private static List<String> tags(InputReader input) {
    List<String> tags = input.texts("tags");
    if (tags == null || tags.isEmpty()) {
      throw invalid("Name at least one tag.", input.path("tags"));
    }
    return tags;
  }
}
