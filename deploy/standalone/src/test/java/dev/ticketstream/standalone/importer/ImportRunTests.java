package dev.ticketstream.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportRunTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private final ImportCounts counts = new ImportCounts();

  private Path log(int incidents) throws Exception {
    List<String> lines = new ArrayList<>(List.of(Rows.header()));
    for (String state : List.of("New", "Active", "Resolved", "Closed")) {
      for (int i = 0; i < incidents; i++) {
        lines.add(Rows.line("INC" + i, state, Map.of()));
      }
    }
    lines.add("broken");
    return Files.write(folder.resolve("log.csv"), lines);
  }

  private Problems run(Transport transport, Path log) throws Exception {
    try (Problems problems = new Problems(folder.resolve("report.csv"))) {
      new ImportRun(
              new EventLogFile(log),
              4,
              new PatientSender(transport, "http://service", Duration.ZERO),
              "run-1",
              counts,
              problems)
          .run();
      return problems;
    }
  }

  @Test
  void everyIncidentIsReplayedInItsOrder() throws Exception {
    FakeTransport transport = new FakeTransport();
    Problems problems = run(transport, log(50));
    Map<String, List<String>> byIncident = new HashMap<>();
    for (String body : transport.bodies()) {
      JsonNode input = JSON.readTree(body).path("variables").path("input");
      String[] id = input.path("commandId").asString().split(":");
      byIncident.computeIfAbsent(id[1], _ -> new ArrayList<>()).add(id[3] + id[4]);
      assertThat(input.path("origin").asString()).isEqualTo("run-1");
      assertThat(input.has("ticketId")).isEqualTo(!id[4].equals("create"));
    }
    assertThat(byIncident).hasSize(50);
    assertThat(byIncident.values())
        .allSatisfy(
            steps ->
                assertThat(steps)
                    .containsExactly(
                        "0create",
                        "1status-IN_PROGRESS",
                        "2resolution",
                        "2status-RESOLVED",
                        "3closing",
                        "3status-CLOSED"));
    assertThat(counts.rows.sum()).isEqualTo(200);
    assertThat(counts.tickets.sum()).isEqualTo(50);
    assertThat(counts.commands.sum()).isEqualTo(300);
    assertThat(counts.events.sum()).isEqualTo(300);
    assertThat(problems.unusedRows()).isEqualTo(1);
    assertThat(folder.resolve("report.csv")).content().contains("202,UNUSED_ROW,1 columns");
  }

  @Test
  void theRestOfAnIncidentWithoutATicketIsReportedAndTheOthersGoOn() throws Exception {
    FakeTransport transport = new FakeTransport(new Reply.Rejected("FORBIDDEN", "not you"));
    Problems problems = run(transport, log(2));
    assertThat(problems.rejectedCommands()).isEqualTo(1);
    assertThat(problems.unusedRows()).isEqualTo(4);
    assertThat(problems.first())
        .anyMatch(problem -> problem.reason().equals("create: FORBIDDEN not you"))
        .anyMatch(problem -> problem.reason().contains("its ticket could not be created"));
    assertThat(counts.tickets.sum()).isEqualTo(1);
  }

  @Test
  void aServiceThatStaysAwayEndsTheImport() throws Exception {
    Reply down = new Reply.Unavailable("it does not answer", false);
    Path log = log(3000);
    assertThatThrownBy(() -> run((_, _) -> down, log))
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining("gave up");
  }
}
