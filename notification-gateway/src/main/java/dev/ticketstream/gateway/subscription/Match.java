package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.access.Exposure;

/**
 * That an event is for a subscriber.
 *
 * @param exposure how much of the event the subscriber may see
 * @param kind how the event stands to the filter
 */
public record Match(Exposure exposure, MatchKind kind) {

  private static final Match[] ALL = all();

  /** The one shared object for these values, so that matching allocates none. */
  static Match of(Exposure exposure, MatchKind kind) {
    return ALL[exposure.ordinal() * MatchKind.values().length + kind.ordinal()];
  }

  private static Match[] all() {
    Exposure[] exposures = Exposure.values();
    MatchKind[] kinds = MatchKind.values();
    Match[] all = new Match[exposures.length * kinds.length];
    for (Exposure exposure : exposures) {
      for (MatchKind kind : kinds) {
        all[exposure.ordinal() * kinds.length + kind.ordinal()] = new Match(exposure, kind);
      }
    }
    return all;
  }
}
