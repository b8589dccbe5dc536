package dev.ticketstream.command.view;

import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.util.HashMap;
import java.util.Map;

/**
 * {@link TicketVisibility} as a condition on the read model's table {@code ticket t}. A test holds
 * the two against each other.
 *
 * @param sql the condition
 * @param parameters its named parameters
 */
record VisibilityPredicate(String sql, Map<String, Object> parameters) {

  VisibilityPredicate {
    parameters = Map.copyOf(parameters);
  }

  static VisibilityPredicate of(TicketVisibility visibility, Viewer viewer) {
    if (viewer.isAdmin()) {
      return new VisibilityPredicate("true", Map.of());
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("viewer", viewer.id());
    String related =
        "t.created_by_id = :viewer or t.assigned_to_id = :viewer"
            + " or t.watcher_ids @> array[:viewer]::text[]";
    if (!viewer.isStaff()) {
      return new VisibilityPredicate("not t.deleted and (" + related + ")", parameters);
    }
    return switch (visibility.agentScope()) {
      case ALL_TICKETS -> new VisibilityPredicate("not t.deleted", Map.of());
      case OWN_TEAMS -> {
        parameters.put("viewerTeams", viewer.teams().toArray(String[]::new));
        yield new VisibilityPredicate(
            "not t.deleted and (t.team is null or t.team = any(:viewerTeams) or " + related + ")",
            parameters);
      }
    };
  }
}
