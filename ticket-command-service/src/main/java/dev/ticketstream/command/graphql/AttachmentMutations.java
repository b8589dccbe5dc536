package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.TicketCommand.AddAttachment;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The mutation on attachments; their bytes come and go by REST. */
@Controller
class AttachmentMutations {

  private final CommandRunner commands;

  AttachmentMutations(CommandRunner commands) {
    this.commands = commands;
  }

  @MutationMapping
  TicketPayload addAttachment(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call, viewer, input -> new AddAttachment(input.requiredUuid("attachmentId")));
  }
}
