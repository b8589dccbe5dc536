package dev.ticketstream.command.eventstore;

import dev.ticketstream.events.SupportTicketEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Customers' numbers leave internal events out, so that one of theirs may stand at any higher
 * version of the stream; it is found by a search, not by reading all before it.
 */
@Component
public class PublicNumbers {

  /** A search looks at so many versions at once: a stream of 5,000 events takes three looks. */
  private static final int PROBES = 64;

  private final EventStore events;

  PublicNumbers(EventStore events) {
    this.events = events;
  }

  /**
   * Where an event stands: at the first version that has reached its number.
   *
   * @param ticketId the stream
   * @param number the event's public number, which one of the events up to {@code newest} has
   * @param newest the highest version that counts
   * @return the event's version
   */
  public int versionOf(UUID ticketId, int number, int newest) {
    int low = number;
    int high = newest;
    while (low < high) {
      for (SupportTicketEvent probe : events.read(ticketId, between(low, high))) {
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
