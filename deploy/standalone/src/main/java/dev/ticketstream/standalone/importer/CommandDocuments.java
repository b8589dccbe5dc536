package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.importer.DeskCommand.AddComment;
import dev.ticketstream.standalone.importer.DeskCommand.AssignTicket;
import dev.ticketstream.standalone.importer.DeskCommand.ChangePriority;
import dev.ticketstream.standalone.importer.DeskCommand.ChangeStatus;
import dev.ticketstream.standalone.importer.DeskCommand.CreateTicket;
import dev.ticketstream.standalone.importer.DeskCommand.MoveToTeam;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Puts commands into GraphQL requests. */
final class CommandDocuments {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String DOCUMENT =
      """
      mutation Import($input: %s!) {
        result: %s(input: $input) {
          success
          ticket { id version }
          event { version origin }
          errors { code message path }
        }
      }
      """;

  private CommandDocuments() {}

  /** A request that makes the caller known to the platform and does nothing else. */
  static String me() {
    return JSON.writeValueAsString(Map.of("query", "{ me { id } }"));
  }

  /**
   * A command's request.
   *
   * @param planned the command
   * @param ticketId the ticket's id; without one the command must create the ticket
   * @param origin names this run, so that its own events are told from an earlier run's
   */
  static String request(PlannedCommand planned, @Nullable String ticketId, String origin) {
    Map<String, Object> input = new LinkedHashMap<>();
    if (ticketId != null) {
      input.put("ticketId", ticketId);
    }
    input.put("commandId", planned.id());
    input.put("origin", origin);
    input.put("metadata", metadata(planned.row()));
    String mutation =
        switch (planned.command()) {
          case CreateTicket create -> {
            input.put("requesterId", create.requesterId());
            input.put("request", create.request());
            input.put("description", create.description());
            input.put("priority", create.priority().name());
            input.put("team", create.team());
            input.put("tags", create.tags());
            input.put("meta", create.meta());
            yield "createTicket";
          }
          case MoveToTeam(String team) -> {
            input.put("team", team);
            yield "moveToTeam";
          }
          case AssignTicket(String assigneeId) -> {
            input.put("assignedToUserId", assigneeId);
            yield "assignTicket";
          }
          case ChangeStatus change -> {
            input.put("status", change.status().name());
            yield "changeStatus";
          }
          case ChangePriority change -> {
            input.put("priority", change.priority().name());
            yield "changePriority";
          }
          case AddComment(String text, boolean internal) -> {
            input.put("comment", text);
            if (internal) {
              input.put("internal", true);
            }
            yield "addComment";
          }
        };
    return JSON.writeValueAsString(
        Map.of(
            "query",
            DOCUMENT.formatted(inputType(mutation), mutation),
            "variables",
            Map.of("input", input)));
  }

  private static String inputType(String mutation) {
    return Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
  }

  private static Map<String, String> metadata(LogRow row) {
    return Map.of(
        "source",
        row.number(),
        "occurredAt",
        row.updatedAt().toString(),
        "updatedBy",
        row.value(Columns.UPDATED_BY).orElse(""));
  }
}
