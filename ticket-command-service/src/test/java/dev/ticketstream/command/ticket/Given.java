package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.START;

import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketChange.TicketCreated;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that scenarios begin with. */
final class Given {

  static final TicketChange CREATED_BY_CAROL = created(null, List.of("printer"));
  static final TicketChange WATCHED_BY_ALICE = watched(ALICE);

  private Given() {}

  static TicketChange created(@Nullable String team, List<String> tags) {
    return created("TKT-000001", team, tags);
  }

  static TicketChange created(String reference, @Nullable String team, List<String> tags) {
    return new TicketCreated(
        reference,
        "Printer",
        "It burns",
        RequestType.BUG,
        TicketPriority.MEDIUM,
        CAROL.user(),
        team,
        tags,
        null,
        TicketScenario.deadline(START, TicketPriority.MEDIUM));
  }

  static TicketChange watched(Viewer viewer) {
    return new WatcherAdded(new Watcher(viewer.user(), viewer.isStaff()));
  }

  static TicketChange status(TicketStatus from, TicketStatus to) {
    return new StatusChanged(from, to);
  }
}
