package dev.ticketstream.command.authorisation;

import java.util.Locale;

/** A column of the matrix: who calls. */
enum Caller {
  ADMIN("admin", "admin", ""),
  AGENT("agent of the team", "agent", Caller.TEAM),
  OTHER_AGENT("agent of another team", "agent", "matrix-b"),
  REQUESTER("requester", "customer", ""),
  WATCHER("watcher", "customer", ""),
  STRANGER("stranger", "customer", ""),
  /** Sends no token. */
  NOBODY("nobody", "", "");

  /** The team of all tickets that are called on. */
  static final String TEAM = "matrix-a";

  private final String title;
  private final String role;
  private final String team;

  Caller(String title, String role, String team) {
    this.title = title;
    this.role = role;
    this.team = team;
  }

  String title() {
    return title;
  }

  String role() {
    return role;
  }

  String[] teams() {
    return team.isEmpty() ? new String[0] : new String[] {team};
  }

  String userId() {
    return "matrix-" + name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing internal may ever be shown to them. */
  boolean isOutside() {
    return switch (this) {
      case ADMIN, AGENT, OTHER_AGENT -> false;
      case REQUESTER, WATCHER, STRANGER, NOBODY -> true;
    };
  }
}
