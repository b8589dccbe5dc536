package dev.ticketstream.command.view;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Reads the tickets of a list from their newest events. */
@Component
class TicketRows {

  private final TicketVisibility visibility;
  private final EventRedactor redactor;

  TicketRows(TicketVisibility visibility, EventRedactor redactor) {
    this.visibility = visibility;
    this.redactor = redactor;
  }

  /**
   * The ticket of a row, as the viewer may see it.
   *
   * @param row has the newest event in its column {@code payload}
   * @param viewer who asks
   */
  VisibleTicket ticket(ResultSet row, Viewer viewer) throws SQLException {
    TicketSnapshot stored = EventStore.decode(row.getBytes("payload")).ticket();
    // Asks the policy once more, so that an error in the SQL shows nothing that it should not.
    Exposure exposure =
        visibility
            .exposureOf(viewer, stored.facets())
            .orElseThrow(
                () -> new IllegalStateException("the search found a ticket that is not visible"));
    return new VisibleTicket(redactor.redact(stored, exposure), exposure);
  }
}
