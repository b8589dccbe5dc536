package dev.ticketstream.command.view;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.command.eventstore.PublicNumbers;
import dev.ticketstream.events.SupportTicketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Parts of streams as viewers count them. */
@Component
class Timelines {

  private static final int BATCH_MIN = 10;
  private static final int BATCH_MAX = 100;

  private final EventStore events;
  private final PublicNumbers numbers;

  Timelines(EventStore events, PublicNumbers numbers) {
    this.events = events;
    this.numbers = numbers;
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

  private int versionOf(CurrentTicket ticket, int number) {
    return numbers.versionOf(ticket.id(), number, ticket.version());
  }
}
