package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.notFound;

import dev.ticketstream.events.access.Viewer;

/** Looks up users and teams that a command names. */
final class KnownNames {

  private KnownNames() {}

  static Viewer user(DecisionContext context, String userId, String path) {
    Viewer user = context.users().get(userId);
    if (user == null) {
      throw notFound(
          "There is no such user here. Users become known when they first sign in.", path);
    }
    return user;
  }

  static String team(DecisionContext context, String team, String path) {
    if (!context.teams().contains(team)) {
      throw notFound(
          "There is no such team here. Teams become known when a member first signs in.", path);
    }
    return team;
  }
}
