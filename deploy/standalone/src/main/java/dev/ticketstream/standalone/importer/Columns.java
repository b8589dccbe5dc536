package dev.ticketstream.standalone.importer;

import java.util.List;

/** The columns of the log that are read. */
final class Columns {

  static final String NUMBER = "number";
  static final String STATE = "incident_state";
  static final String PRIORITY = "priority";
  static final String UPDATED_AT = "sys_updated_at";
  static final String UPDATED_BY = "sys_updated_by";
  static final String MODIFICATIONS = "sys_mod_count";
  static final String REOPENED = "reopen_count";
  static final String CALLER = "caller_id";
  static final String OPENED_BY = "opened_by";
  static final String OPENED_AT = "opened_at";
  static final String CONTACT = "contact_type";
  static final String LOCATION = "location";
  static final String CATEGORY = "category";
  static final String SUBCATEGORY = "subcategory";
  static final String SYMPTOM = "u_symptom";
  static final String CONFIGURATION_ITEM = "cmdb_ci";
  static final String IMPACT = "impact";
  static final String URGENCY = "urgency";
  static final String GROUP = "assignment_group";
  static final String ASSIGNEE = "assigned_to";
  static final String PROBLEM = "problem_id";
  static final String CHANGE = "rfc";
  static final String VENDOR = "vendor";
  static final String CAUSED_BY = "caused_by";
  static final String CLOSED_CODE = "closed_code";
  static final String RESOLVED_BY = "resolved_by";

  /** What the header must name; other columns are ignored. */
  static final List<String> REQUIRED =
      List.of(
          NUMBER,
          STATE,
          PRIORITY,
          UPDATED_AT,
          UPDATED_BY,
          MODIFICATIONS,
          REOPENED,
          CALLER,
          OPENED_BY,
          OPENED_AT,
          CONTACT,
          LOCATION,
          CATEGORY,
          SUBCATEGORY,
          SYMPTOM,
          CONFIGURATION_ITEM,
          IMPACT,
          URGENCY,
          GROUP,
          ASSIGNEE,
          PROBLEM,
          CHANGE,
          VENDOR,
          CAUSED_BY,
          CLOSED_CODE,
          RESOLVED_BY);

  /** Fields whose changes leave an internal work note. */
  static final List<String> NOTED =
      List.of(
          GROUP,
          ASSIGNEE,
          CATEGORY,
          SUBCATEGORY,
          SYMPTOM,
          CONFIGURATION_ITEM,
          IMPACT,
          URGENCY,
          PROBLEM,
          CHANGE,
          VENDOR,
          CAUSED_BY);

  private Columns() {}
}
