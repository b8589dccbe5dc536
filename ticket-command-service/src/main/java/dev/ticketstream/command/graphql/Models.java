package dev.ticketstream.command.graphql;

import dev.ticketstream.command.view.VisibleTicket;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.StatusMachine;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.VisibleEvent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the API's models out of what was redacted. */
@Component
class Models {

  private final StatusMachine machine;
  private final JsonMapper json;
  private final Clock clock;

  Models(StatusMachine machine, JsonMapper json, Clock clock) {
    this.machine = machine;
    this.json = json;
    this.clock = clock;
  }

  TicketModel ticket(VisibleTicket visible) {
    return new TicketModel(visible.ticket(), visible.exposure(), clock.instant());
  }

  EventModel event(VisibleEvent event) {
    return new EventModel(
        event,
        ticket(new VisibleTicket(event.ticket(), event.exposure())),
        event.before().map(Models::previousState).orElse(null));
  }

  /** {@code meta} as a JSON value. */
  @Nullable Object meta(TicketModel model) {
    String meta = model.snapshot().meta();
    return meta == null ? null : json.readValue(meta, Object.class);
  }

  List<TicketStatus> allowedTransitions(TicketModel model, Viewer viewer) {
    TicketSnapshot ticket = model.snapshot();
    return model.exposure().isDeparture()
        ? List.of()
        : List.copyOf(machine.allowed(viewer, ticket, clock.instant()));
  }

  private static Map<String, @Nullable Object> previousState(TicketFacets before) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("status", before.status().name());
    state.put("priority", before.priority().name());
    state.put("assignedTo", before.assigneeId());
    state.put("team", before.team());
    state.put("deleted", before.deleted());
    return state;
  }
}
