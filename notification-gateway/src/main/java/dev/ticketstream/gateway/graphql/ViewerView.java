package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller as the schema shows them. */
record ViewerView(
    String id,
    String firstName,
    String lastName,
    @Nullable String avatar,
    List<Role> roles,
    List<String> teams) {

  static ViewerView of(Viewer viewer) {
    return new ViewerView(
        viewer.id(),
        viewer.user().firstName(),
        viewer.user().lastName(),
        viewer.user().avatar(),
        viewer.roles().stream().sorted().toList(),
        viewer.teams().stream().sorted().toList());
  }
}
