package dev.ticketstream.standalone.importer;

import static dev.ticketstream.standalone.importer.IncidentState.ACTIVE;
import static dev.ticketstream.standalone.importer.IncidentState.AWAITING_PROBLEM;
import static dev.ticketstream.standalone.importer.IncidentState.AWAITING_USER_INFO;
import static dev.ticketstream.standalone.importer.IncidentState.CLOSED;
import static dev.ticketstream.standalone.importer.IncidentState.NEW;
import static dev.ticketstream.standalone.importer.IncidentState.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.standalone.importer.DeskCommand.AddComment;
import dev.ticketstream.standalone.importer.DeskCommand.AssignTicket;
import dev.ticketstream.standalone.importer.DeskCommand.ChangePriority;
import dev.ticketstream.standalone.importer.DeskCommand.ChangeStatus;
import dev.ticketstream.standalone.importer.DeskCommand.CreateTicket;
import dev.ticketstream.standalone.importer.DeskCommand.MoveToTeam;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentPlannerTests {

  private static final String FIRST_GROUP = groupOf("first-line");
  private static final String SECOND_GROUP = groupOf("second-line");

  private final IncidentPlanner planner = new IncidentPlanner();

  private static String groupOf(String team) {
    for (int i = 1; ; i++) {
      if (Cast.team("Group " + i).equals(team)) {
        return "Group " + i;
      }
    }
  }

  private List<DeskCommand> plan(LogRow row) {
    return planner.plan(row).stream().map(PlannedCommand::command).toList();
  }

  @Test
  void theFirstRowCreatesTheTicketForTheCallerWithTheLogsNamesKept() {
    LogRow row = Rows.row("INC1", NEW, Columns.GROUP, FIRST_GROUP, Columns.CATEGORY, "Category 5");
    PlannedCommand planned = planner.plan(row).getFirst();
    assertThat(planned.actor()).isEqualTo(Cast.agent("Opened by 1", "first-line"));
    assertThat(planned.command())
        .isInstanceOfSatisfying(
            CreateTicket.class,
            create -> {
              assertThat(create.requesterId()).isEqualTo(Cast.customer("Caller 1").name());
              assertThat(create.request()).isEqualTo("INC1: Category 5");
              assertThat(create.description()).contains("Caller 1", FIRST_GROUP);
              assertThat(create.team()).isEqualTo("first-line");
              assertThat(create.tags()).containsExactly("INC1", "Category 5");
              assertThat(create.meta()).containsEntry("caller_id", "Caller 1");
            });
  }

  @Test
  void aFirstRowThatIsFurtherOnAssignsAndMovesTheStatusThere() {
    List<DeskCommand> commands =
        plan(
            Rows.row(
                "INC1", RESOLVED, Columns.ASSIGNEE, "Resolver 3", Columns.CLOSED_CODE, "code 6"));
    assertThat(commands.subList(1, commands.size()))
        .containsExactly(
            new AssignTicket(Cast.agent("Resolver 3", null).name()),
            new AddComment("Resolved by Updated by 1 (code 6).", false),
            new ChangeStatus(TicketStatus.IN_PROGRESS),
            new ChangeStatus(TicketStatus.RESOLVED));
  }

  @Test
  void anotherGroupOfAnotherTeamMovesTheTicketAndAssignsWithinTheTeam() {
    plan(Rows.row("INC1", ACTIVE, Columns.GROUP, FIRST_GROUP, Columns.ASSIGNEE, "Resolver 3"));
    assertThat(
            plan(
                Rows.row(
                    "INC1", ACTIVE, Columns.GROUP, SECOND_GROUP, Columns.ASSIGNEE, "Resolver 3")))
        .containsExactly(
            new MoveToTeam("second-line"),
            new AssignTicket("tess"),
            new AddComment(
                "- assignment_group: %s → %s".formatted(FIRST_GROUP, SECOND_GROUP), true));
  }

  @Test
  void theNewTeamsAgentActsAfterTheMove() {
    planner.plan(Rows.row("INC1", ACTIVE, Columns.GROUP, FIRST_GROUP));
    List<PlannedCommand> commands =
        planner.plan(
            Rows.row("INC1", ACTIVE, Columns.GROUP, SECOND_GROUP, Columns.ASSIGNEE, "Resolver 3"));
    assertThat(commands.get(0).actor().teams()).containsExactly("first-line");
    assertThat(commands.get(1).actor().teams()).containsExactly("second-line");
  }

  @Test
  void anUnknownGroupOrAssigneeChangesNothing() {
    plan(Rows.row("INC1", ACTIVE, Columns.GROUP, FIRST_GROUP, Columns.ASSIGNEE, "Resolver 3"));
    assertThat(plan(Rows.row("INC1", ACTIVE)))
        .containsExactly(
            new AddComment("Work note by Updated by 1 (its text is not in the log).", true));
  }

  @Test
  void anotherPriorityIsAPriorityChange() {
    LogRow row = Rows.row("INC1", ACTIVE);
    plan(row);
    assertThat(
            plan(
                new LogRow(
                    3, "INC1", ACTIVE, TicketPriority.CRITICAL, row.updatedAt(), row.values())))
        .containsExactly(new ChangePriority(TicketPriority.CRITICAL));
  }

  @Test
  void waitingForTheUserIsAPublicQuestionAndTheirAnswerAPublicComment() {
    plan(Rows.row("INC1", ACTIVE));
    assertThat(plan(Rows.row("INC1", AWAITING_USER_INFO)))
        .containsExactly(
            new ChangeStatus(TicketStatus.ON_HOLD),
            new AddComment("We need some more information from you.", false));
    List<PlannedCommand> answer = planner.plan(Rows.row("INC1", ACTIVE));
    assertThat(answer.getFirst().actor()).isEqualTo(Cast.customer("Caller 1"));
    assertThat(answer)
        .extracting(PlannedCommand::command)
        .containsExactly(
            new AddComment("Here is the information that you asked for.", false),
            new ChangeStatus(TicketStatus.IN_PROGRESS));
  }

  @Test
  void waitingForSomebodyElseIsAnInternalNote() {
    plan(Rows.row("INC1", NEW));
    assertThat(plan(Rows.row("INC1", AWAITING_PROBLEM, Columns.PROBLEM, "Problem ID 2")))
        .containsExactly(
            new ChangeStatus(TicketStatus.IN_PROGRESS),
            new ChangeStatus(TicketStatus.ON_HOLD),
            new AddComment("Awaiting Problem.", true),
            new AddComment("- problem_id: unknown → Problem ID 2", true));
  }

  @Test
  void closingIsAPublicCommentAndAStatus() {
    plan(Rows.row("INC1", RESOLVED));
    assertThat(plan(Rows.row("INC1", CLOSED, Columns.CLOSED_CODE, "code 6")))
        .containsExactly(
            new AddComment("Closed (code 6).", false), new ChangeStatus(TicketStatus.CLOSED));
  }

  @Test
  void aCustomerReopensByAComment() {
    plan(Rows.row("INC1", RESOLVED));
    List<PlannedCommand> commands = planner.plan(Rows.row("INC1", ACTIVE, Columns.REOPENED, "1"));
    assertThat(commands)
        .extracting(PlannedCommand::command)
        .containsExactly(
            new AddComment("The problem is back.", false),
            new ChangeStatus(TicketStatus.IN_PROGRESS));
    assertThat(commands.getFirst().actor().role()).isEqualTo("CUSTOMER");
  }

  @Test
  void aTicketThatACommentReopenedGoesOnFromOpen() {
    plan(Rows.row("INC1", RESOLVED));
    assertThat(plan(Rows.row("INC1", AWAITING_PROBLEM, Columns.REOPENED, "1")))
        .startsWith(
            new AddComment("The problem is back.", false),
            new ChangeStatus(TicketStatus.IN_PROGRESS),
            new ChangeStatus(TicketStatus.ON_HOLD));
  }

  @Test
  void newAfterWorkHasBegunIsOpen() {
    plan(Rows.row("INC1", ACTIVE));
    assertThat(plan(Rows.row("INC1", NEW))).containsExactly(new ChangeStatus(TicketStatus.OPEN));
  }

  @Test
  void commandIdsAreUniqueAndTheSameEveryTime() {
    List<LogRow> rows =
        List.of(
            Rows.row("INC1", NEW, Columns.MODIFICATIONS, "0"),
            Rows.row("INC1", AWAITING_USER_INFO, Columns.MODIFICATIONS, "2"),
            Rows.row("INC1", RESOLVED, Columns.MODIFICATIONS, "2"),
            Rows.row("INC1", CLOSED, Columns.MODIFICATIONS, "7"));
    List<String> first = ids(rows);
    assertThat(ids(rows)).isEqualTo(first);
    assertThat(first)
        .doesNotHaveDuplicates()
        .startsWith("import:INC1:0:0:create")
        .allMatch(id -> id.length() <= 100);
    assertThat(ids(rows.subList(0, 2))).isEqualTo(first.subList(0, ids(rows.subList(0, 2)).size()));
  }

  private static List<String> ids(List<LogRow> rows) {
    IncidentPlanner planner = new IncidentPlanner();
    return rows.stream()
        .flatMap(row -> planner.plan(row).stream())
        .map(PlannedCommand::id)
        .toList();
  }
}
