package dev.ticketstream.events.access;

import static dev.ticketstream.events.FieldChange.WATCHERS;

import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketChange.WatcherRemoved;
import java.util.List;

/** What an {@link Exposure} shows of an event's changed fields. */
final class FieldChangeRedactor {

  private FieldChangeRedactor() {}

  static List<FieldChange> redact(SupportTicketEvent event, Exposure exposure) {
    return switch (exposure) {
      case STAFF -> event.changes();
      case PUBLIC -> publicChanges(event);
      case STAFF_DEPARTURE -> withoutNewValues(event.changes());
      case PUBLIC_DEPARTURE -> withoutNewValues(publicChanges(event));
    };
  }

  /**
   * Only fields that are known to be public pass, so that a field which a later version adds is not
   * shown by accident. Of the watchers nothing passes but the one that the event itself is about:
   * the stored values may name staff.
   */
  private static List<FieldChange> publicChanges(SupportTicketEvent event) {
    if (event.change() instanceof WatcherAdded(var watcher)) {
      return List.of(new FieldChange(WATCHERS, null, watcher.user().id()));
    }
    if (event.change() instanceof WatcherRemoved(var watcher)) {
      return List.of(new FieldChange(WATCHERS, watcher.user().id(), null));
    }
    return event.changes().stream()
        .filter(change -> FieldChange.PUBLIC_FIELDS.contains(change.field()))
        .toList();
  }

  /** Whoever loses the ticket learns what changed, but not to which value. */
  private static List<FieldChange> withoutNewValues(List<FieldChange> changes) {
    return changes.stream()
        .map(change -> new FieldChange(change.field(), change.oldValue(), null))
        .toList();
  }
}
