package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.MarkDuplicateOf;
import dev.ticketstream.command.ticket.TicketCommand.RemoveRelatedTicket;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The mutations that relate a ticket to another one. */
@Controller
class RelationMutations {

  private final CommandRunner commands;

  RelationMutations(CommandRunner commands) {
    this.commands = commands;
  }

  @MutationMapping
  TicketPayload addRelatedTicket(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call,
        viewer,
        input ->
            new AddRelatedTicket(
                input.requiredUuid("relatedTicketId"),
                input.requiredConstant(RelatedTicket.Kind.class, "kind")));
  }

  @MutationMapping
  TicketPayload removeRelatedTicket(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call, viewer, input -> new RemoveRelatedTicket(input.requiredUuid("relatedTicketId")));
  }

  @MutationMapping
  TicketPayload markDuplicateOf(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call, viewer, input -> new MarkDuplicateOf(input.requiredUuid("originalTicketId")));
  }
}
