package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.DeleteComment;
import dev.ticketstream.command.ticket.TicketCommand.EditComment;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The mutations of comments. */
@Controller
class CommentMutations {

  private final CommandRunner commands;

  CommentMutations(CommandRunner commands) {
    this.commands = commands;
  }

  @MutationMapping
  TicketPayload addComment(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call,
        viewer,
        input ->
            new AddComment(
                input.requiredText("comment"),
                input.flag("internal"),
                input.uuid("parentId"),
                mentions(input)));
  }

  @MutationMapping
  TicketPayload editComment(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call,
        viewer,
        input ->
            new EditComment(
                input.requiredUuid("commentId"), input.requiredText("comment"), mentions(input)));
  }

  @MutationMapping
  TicketPayload deleteComment(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call, viewer, input -> new DeleteComment(input.requiredUuid("commentId")));
  }

  private static List<String> mentions(InputReader input) {
    List<String> mentions = input.ids("mentions");
    return mentions == null ? List.of() : mentions;
  }
}
