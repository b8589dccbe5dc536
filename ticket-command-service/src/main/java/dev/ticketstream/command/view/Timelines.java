package dev.ticketstream.command.view;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.SupportTicketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Parts of streams as viewers count them. Customers' numbers leave internal events out, so that one
 * of theirs may stand at any higher version; it is found by a search, not by reading all before it.
 */
@Component
class Timelines {

  private static final int BATCH_MIN = 10;
  private static final int BATCH_MAX = 100;

  /** A search looks at so many versions at once: a stream of 5,000 events takes three looks. */
  private static final int PROBES = 64;

  private final EventStore events;

  Timelines(EventStore events) {
    this.events = events;
  }

  /** The event with a number, or empty when there is none. */
  Optional<SupportTicketEvent> numbered(CurrentTicket ticket, int number) {
    if (number < 1 || number > ticket.number(ticket.newest())) {
      return Optional.empty();
    }
    int version = ticket.exposure().isPublic() ? versionOf(ticket, number) : number;
    return events.read(ticket.id(), List.of(version)).stream().findFirst();
  }

  /** The events of a part that the viewer may know of. */
  List<SupportTicketEvent> events(CurrentTicket ticket, TimelinePart part) {
    List<SupportTicketEvent> shown = new ArrayList<>();
    int batchSize = Math.clamp(part.limit(), BATCH_MIN, BATCH_MAX);
    int from = begin(ticket, part);
    while (true) {
      List<SupportTicketEvent> batch =
          events.read(ticket.id(), from, part.newestFirst(), part.types(), batchSize);
      int shownBefore = shown.size();
      for (SupportTicketEvent event : batch) {
        if (ticket.shows(event)) {
          shown.add(event);
          if (shown.size() == part.limit()) {
            return shown;
          }
        }
      }
      if (batch.size() < batchSize || batch.getLast().version() > ticket.version()) {
        return shown;
      }
      from =
          shown.size() > shownBefore
              ? batch.getLast().version()
              : skipped(ticket, part, batch.getLast());
    }
  }

  private int begin(CurrentTicket ticket, TimelinePart part) {
    int newest = ticket.number(ticket.newest());
    Integer after = part.after();
    if (after == null) {
      return part.newestFirst() ? ticket.version() + 1 : 0;
    }
    if (after < 1) {
      return 0;
    }
    if (after > newest) {
      return ticket.version() + (part.newestFirst() ? 1 : 0);
    }
    return ticket.exposure().isPublic() ? versionOf(ticket, after) : after;
  }

  /** Where to go on after nothing but internal events. */
  private int skipped(CurrentTicket ticket, TimelinePart part, SupportTicketEvent last) {
    int number = ticket.number(last);
    if (part.newestFirst()) {
      // The event with this number is next: internal ones repeat their predecessor's.
      return versionOf(ticket, number) + 1;
    }
    return number == ticket.number(ticket.newest())
        ? ticket.version()
        : versionOf(ticket, number + 1) - 1;
  }

  /** The version of the event with a public number that exists: the first that has reached it. */
  private int versionOf(CurrentTicket ticket, int number) {
    int low = number;
    int high = ticket.version();
    while (low < high) {
      for (SupportTicketEvent probe : events.read(ticket.id(), between(low, high))) {
        if (probe.publicVersion() >= number) {
          high = Math.min(high, probe.version());
        } else {
          low = Math.max(low, probe.version() + 1);
        }
      }
    }
    return low;
  }

  private static Set<Integer> between(int low, int high) {
    Set<Integer> versions = new TreeSet<>();
    for (int i = 0; i < PROBES; i++) {
      versions.add(low + (int) ((long) (high - low) * i / PROBES));
    }
    return versions;
  }
}
