package dev.ticketstream.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a service desk's event log of the format that {@code import} reads. */
final class GeneratedLog {

  private static final String HEADER =
      "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,"
          + "opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,"
          + "contact_type,location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,"
          + "assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,"
          + "vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at";

  private GeneratedLog() {}

  /**
   * Writes a log in which every incident is assigned, reassigned, noted on internally, escalated,
   * resolved and closed; one incident's rows stand together, as in a real log.
   *
   * @param file where to
   * @param incidents how many
   * @return the file
   */
  static Path write(Path file, int incidents) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    for (int i = 0; i < incidents; i++) {
      String caller = "Caller " + i;
      String group = "Group " + i % 7;
      String later = "Group " + (i + 3) % 7;
      String resolver = "Resolver " + i % 11;
      String problem = "Problem ID %d".formatted(90_000 + i);
      lines.add(row(i, 0, "New", caller, "3 - Moderate", group, "?", "?"));
      lines.add(row(i, 1, "Active", caller, "3 - Moderate", group, resolver, "?"));
      lines.add(row(i, 2, "Active", caller, "2 - High", later, resolver, problem));
      lines.add(row(i, 3, "Awaiting User Info", caller, "2 - High", later, resolver, problem));
      lines.add(row(i, 4, "Active", caller, "2 - High", later, "Resolver " + i % 5, problem));
      lines.add(row(i, 5, "Resolved", caller, "2 - High", later, "Resolver " + i % 5, problem));
      lines.add(row(i, 6, "Closed", caller, "2 - High", later, "Resolver " + i % 5, problem));
    }
    return Files.write(file, lines);
  }

  private static String row(
      int incident,
      int change,
      String state,
      String caller,
      String priority,
      String group,
      String assignee,
      String problem) {
    return String.join(
        ",",
        "INC%07d".formatted(incident + 1),
        state,
        "TRUE,0,0",
        Integer.toString(change),
        "TRUE",
        caller,
        "Opened by 1,29-02-2016 01:16,Created by 6,29-02-2016 01:23,Updated by 21",
        "29-02-2016 %02d:23".formatted(change + 1),
        "Phone,Location 143,Category 55,Subcategory 170,Symptom 72,?,2 - Medium,2 - Medium",
        priority,
        group,
        assignee,
        "TRUE,FALSE,Do Not Notify",
        problem,
        "?,?,?,code 5,Resolved by 149,29-02-2016 11:29,05-03-2016 12:00");
  }
}
