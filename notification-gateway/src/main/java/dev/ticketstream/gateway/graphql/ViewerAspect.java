package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import java.util.Optional;

/** A respect in which viewers differ; the schema's enum of this name says what each is for. */
enum ViewerAspect {
  CUSTOMER,
  USER,
  ROLES,
  TEAMS;

  /** How it is with a viewer; equal for those who are alike in it. */
  Object of(Viewer viewer) {
    return switch (this) {
      case CUSTOMER -> viewer.isStaff() ? Optional.empty() : Optional.of(viewer.id());
      case USER -> viewer.user();
      case ROLES -> viewer.roles();
      case TEAMS -> viewer.teams();
    };
  }
}
