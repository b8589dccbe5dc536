package dev.ticketstream.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.standalone.issuer.DemoUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandDocumentsTests {

  private static final LogRow ROW = Rows.row("INC1", IncidentState.NEW);

  private static JsonNode request(DeskCommand command) {
    PlannedCommand planned =
        new PlannedCommand("id-1", ROW, DemoUser.named("alice").orElseThrow(), command);
    String ticketId = command instanceof DeskCommand.CreateTicket ? null : "ticket-1";
    return JsonMapper.builder()
        .build()
        .readTree(CommandDocuments.request(planned, ticketId, "run-1"));
  }

  private static JsonNode input(DeskCommand command) {
    return request(command).path("variables").path("input");
  }

  @Test
  void everyCommandHasItsMutationAndInputType() {
    Map.of(
            new DeskCommand.MoveToTeam("t"), "moveToTeam",
            new DeskCommand.AssignTicket("u"), "assignTicket",
            new DeskCommand.ChangeStatus(TicketStatus.OPEN), "changeStatus",
            new DeskCommand.ChangePriority(TicketPriority.LOW), "changePriority",
            new DeskCommand.AddComment("c", true), "addComment")
        .forEach(
            (command, mutation) -> {
              String type =
                  Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
              assertThat(request(command).path("query").asString())
                  .contains("result: " + mutation + "(input: $input)")
                  .contains("$input: " + type);
              assertThat(input(command).path("ticketId").asString()).isEqualTo("ticket-1");
              assertThat(input(command).path("commandId").asString()).isEqualTo("id-1");
              assertThat(input(command).path("metadata").path("source").asString())
                  .isEqualTo("INC1");
            });
  }

  @Test
  void theTicketIsCreatedForItsRequester() {
    JsonNode input =
        input(
            new DeskCommand.CreateTicket(
                "carol", "r", "d", TicketPriority.HIGH, null, List.of("a"), Map.of("k", "v")));
    assertThat(input.path("requesterId").asString()).isEqualTo("carol");
    assertThat(input.path("priority").asString()).isEqualTo("HIGH");
    assertThat(input.path("tags").path(0).asString()).isEqualTo("a");
    assertThat(input.path("meta").path("k").asString()).isEqualTo("v");
    assertThat(input.has("ticketId")).isFalse();
  }

  @Test
  void onlyStaffNotesSayThatTheyAreInternal() {
    assertThat(input(new DeskCommand.AddComment("c", true)).path("internal").asBoolean()).isTrue();
    assertThat(input(new DeskCommand.AddComment("c", false)).has("internal")).isFalse();
  }
}
