package dev.ticketstream.standalone.importer;

import static java.util.stream.Collectors.joining;

import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.standalone.issuer.DemoUser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what happened between one row of an incident and the next, and says it in commands.
 * {@code deploy/standalone/README.md} describes the mapping. Knows nothing but the log, so the
 * commands and their ids come out the same every time.
 */
final class IncidentPlanner {

  private @Nullable LogRow previous;
  private int rows;
  private TicketStatus status = TicketStatus.NEW;
  private TicketPriority priority = TicketPriority.MEDIUM;
  private @Nullable String team;
  private @Nullable DemoUser assignee;
  private @Nullable DemoUser requester;

  /** The commands that lead from the incident's last row to this one. */
  List<PlannedCommand> plan(LogRow row) {
    Plan plan = new Plan(row, rows);
    LogRow before = previous;
    if (before == null) {
      create(plan, row);
    }
    moveToTeam(plan, row);
    assign(plan, row);
    changePriority(plan, row);
    boolean entered = before == null || before.state() != row.state();
    if (entered) {
      commentBefore(plan, before, row);
      changeStatus(plan, row);
      commentAfter(plan, row);
    }
    if (before != null) {
      noteChanges(plan, before, row);
      if (plan.commands.isEmpty()) {
        plan.byAgent("note", new DeskCommand.AddComment(unspokenNote(row), true));
      }
    }
    previous = row;
    rows++;
    return List.copyOf(plan.commands);
  }

  private void create(Plan plan, LogRow row) {
    team = row.value(Columns.GROUP).map(Cast::team).orElse(null);
    priority = row.priority();
    requester = caller(row);
    DemoUser opener = Cast.agent(row.value(Columns.OPENED_BY).orElse(row.number()), team);
    plan.add("create", opener, TicketText.create(row, requester, team));
  }

  private void moveToTeam(Plan plan, LogRow row) {
    String target = row.value(Columns.GROUP).map(Cast::team).orElse(team);
    if (target != null && !target.equals(team)) {
      plan.byAgent("team", new DeskCommand.MoveToTeam(target));
      team = target;
    }
  }

  /** The assignee is always one of the team, so a move to another team may change them too. */
  private void assign(Plan plan, LogRow row) {
    DemoUser target =
        row.value(Columns.ASSIGNEE).map(name -> Cast.agent(name, team)).orElse(assignee);
    if (target != null && !target.equals(assignee)) {
      plan.byAgent("assign", new DeskCommand.AssignTicket(target.name()));
      assignee = target;
    }
  }

  private void changePriority(Plan plan, LogRow row) {
    if (row.priority() != priority) {
      plan.byAgent("priority", new DeskCommand.ChangePriority(row.priority()));
      priority = row.priority();
    }
  }

  /** What is said before the status moves, or moves it. */
  private void commentBefore(Plan plan, @Nullable LogRow before, LogRow row) {
    if (before != null
        && before.state() == IncidentState.AWAITING_USER_INFO
        && row.state() == IncidentState.ACTIVE) {
      plan.byCaller("answer", "Here is the information that you asked for.");
    }
    if (before != null && row.count(Columns.REOPENED) > before.count(Columns.REOPENED)) {
      plan.byCaller("reopened", "The problem is back.");
    }
    switch (row.state()) {
      case RESOLVED ->
          plan.byAgent("resolution", new DeskCommand.AddComment(TicketText.resolution(row), false));
      case CLOSED ->
          plan.byAgent("closing", new DeskCommand.AddComment(TicketText.closing(row), false));
      case NEW,
          ACTIVE,
          AWAITING_USER_INFO,
          AWAITING_PROBLEM,
          AWAITING_VENDOR,
          AWAITING_EVIDENCE -> {}
    }
  }

  private void changeStatus(Plan plan, LogRow row) {
    TicketStatus target = row.state().status();
    if (target == TicketStatus.NEW && status != TicketStatus.NEW) {
      target = TicketStatus.OPEN;
    }
    for (TicketStatus step : StatusPath.between(status, target)) {
      plan.byAgent("status-" + step, new DeskCommand.ChangeStatus(step));
      status = step;
    }
  }

  private void commentAfter(Plan plan, LogRow row) {
    switch (row.state()) {
      case AWAITING_USER_INFO ->
          plan.byAgent(
              "question",
              new DeskCommand.AddComment("We need some more information from you.", false));
      case AWAITING_PROBLEM, AWAITING_VENDOR, AWAITING_EVIDENCE ->
          plan.byAgent("waits", new DeskCommand.AddComment(row.state().logName() + ".", true));
      case NEW, ACTIVE, RESOLVED, CLOSED -> {}
    }
  }

  private void noteChanges(Plan plan, LogRow before, LogRow row) {
    String note =
        Columns.NOTED.stream()
            .filter(column -> row.value(column).isPresent())
            .filter(column -> !row.value(column).equals(before.value(column)))
            .map(
                column ->
                    "- %s: %s → %s"
                        .formatted(
                            column,
                            before.value(column).orElse("unknown"),
                            row.value(column).orElse("unknown")))
            .collect(joining("\n"));
    if (!note.isEmpty()) {
      plan.byAgent("changes", new DeskCommand.AddComment(note, true));
    }
  }

  /** An update that shows in no field was a work note; its text is not in the log. */
  private static String unspokenNote(LogRow row) {
    return "Work note by %s (its text is not in the log)."
        .formatted(row.value(Columns.UPDATED_BY).orElse("somebody"));
  }

  private static DemoUser caller(LogRow row) {
    return Cast.customer(row.value(Columns.CALLER).orElse(row.number()));
  }

  /** The commands of one row. */
  private final class Plan {

    private final LogRow row;
    private final int index;
    private final List<PlannedCommand> commands = new ArrayList<>();

    Plan(LogRow row, int index) {
      this.row = row;
      this.index = index;
    }

    void byAgent(String what, DeskCommand command) {
      add(what, Cast.agent(row.value(Columns.UPDATED_BY).orElse(row.number()), team), command);
    }

    /** The requester's comment opens a ticket that is resolved or on hold. */
    void byCaller(String what, String comment) {
      DemoUser caller = caller(row);
      add(what, caller, new DeskCommand.AddComment(comment, false));
      if (caller.equals(requester)
          && (status == TicketStatus.RESOLVED || status == TicketStatus.ON_HOLD)) {
        status = TicketStatus.OPEN;
      }
    }

    void add(String what, DemoUser actor, DeskCommand command) {
      commands.add(new PlannedCommand(CommandIds.of(row, index, what), row, actor, command));
    }
  }
}
