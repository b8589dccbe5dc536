package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.TicketCommand;
import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.ticket.TicketCommand.DeleteTicket;
import dev.ticketstream.command.ticket.TicketCommand.MoveToTeam;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTag;
import dev.ticketstream.command.ticket.TicketCommand.RestoreTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnassignTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnwatchTicket;
import dev.ticketstream.command.ticket.TicketCommand.UpdateTicket;
import dev.ticketstream.command.ticket.TicketCommand.WatchTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.json.JsonMapper;

/** The mutations: each turns its input into a command and the outcome into a payload. */
@Controller
class TicketMutations {

  private final CommandRunner commands;
  private final JsonMapper json;

  TicketMutations(CommandRunner commands, JsonMapper json) {
    this.commands = commands;
    this.json = json;
  }

  @MutationMapping
  TicketPayload createTicket(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.create(call, viewer, this::createTicket);
  }

  private TicketCommand createTicket(InputReader input) {
    String description = input.text("description");
    RequestType requestType = input.constant(RequestType.class, "requestType");
    TicketPriority priority = input.constant(TicketPriority.class, "priority");
    List<String> tags = input.texts("tags");
    return new CreateTicket(
        input.requiredText("request"),
        description == null ? "" : description,
        requestType == null ? RequestType.SUPPORT : requestType,
        priority == null ? TicketPriority.MEDIUM : priority,
        input.id("requesterId"),
        input.id("assignedToUserId"),
        input.id("team"),
        tags == null ? List.of() : tags,
        jsonText(input, "meta"));
  }

  @MutationMapping
  TicketPayload updateTicket(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call,
        viewer,
        input ->
            new UpdateTicket(
                input.text("request"),
                input.text("description"),
                input.constant(RequestType.class, "requestType"),
                jsonText(input, "meta")));
  }

  @MutationMapping
  TicketPayload assignTicket(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call, viewer, input -> new AssignTicket(input.requiredId("assignedToUserId")));
  }

  @MutationMapping
  TicketPayload unassignTicket(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(call, viewer, _ -> new UnassignTicket());
  }

  @MutationMapping
  TicketPayload moveToTeam(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(call, viewer, input -> new MoveToTeam(input.id("team")));
  }

  @MutationMapping
  TicketPayload changeStatus(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call,
        viewer,
        input -> new ChangeStatus(input.requiredConstant(TicketStatus.class, "status")));
  }

  @MutationMapping
  TicketPayload changePriority(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(
        call,
        viewer,
        input -> new ChangePriority(input.requiredConstant(TicketPriority.class, "priority")));
  }

  @MutationMapping
  TicketPayload addTag(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(call, viewer, input -> new AddTag(input.requiredText("tag")));
  }

  @MutationMapping
  TicketPayload removeTag(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(call, viewer, input -> new RemoveTag(input.requiredText("tag")));
  }

  @MutationMapping
  TicketPayload watchTicket(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(call, viewer, input -> new WatchTicket(input.id("userId")));
  }

  @MutationMapping
  TicketPayload unwatchTicket(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(call, viewer, input -> new UnwatchTicket(input.id("userId")));
  }

  @MutationMapping
  TicketPayload deleteTicket(DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(call, viewer, _ -> new DeleteTicket());
  }

  @MutationMapping
  TicketPayload restoreTicket(
      DataFetchingEnvironment call, @AuthenticationPrincipal Viewer viewer) {
    return commands.onTicket(call, viewer, _ -> new RestoreTicket());
  }

  private @Nullable String jsonText(InputReader input, String field) {
    Map<?, ?> object = input.object(field);
    if (object == null) {
      return null;
    }
    JsonRules.check(object, input.path(field));
    return json.writeValueAsString(object);
  }
}
