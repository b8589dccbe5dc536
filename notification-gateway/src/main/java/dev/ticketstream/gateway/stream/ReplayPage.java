package dev.ticketstream.gateway.stream;

import java.util.List;

/** What one reading for a replay gave. */
public sealed interface ReplayPage {

  /**
   * The next events.
   *
   * @param events in order within each partition; may be empty
   * @param reached the position after them
   */
  record Events(List<StreamedEvent> events, StreamPosition reached) implements ReplayPage {

    /** Copies the list. */
    public Events {
      events = List.copyOf(events);
    }
  }

  /**
   * The position cannot be read on from.
   *
   * @param gap what is missing; begins at the time that the request named
   */
  record Missing(StreamGap gap) implements ReplayPage {}

  /** Kafka could not be asked; the same request may succeed later. */
  record Unavailable() implements ReplayPage {}
}
