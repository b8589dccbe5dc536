package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.events.SupportTicketEvent;
import java.util.List;

/** Hands events to a server by the way on which it gets them. */
interface EventPublisher extends AutoCloseable {

  /**
   * Publishes events.
   *
   * @param events in their order; returns when the server can read them
   */
  void publish(List<SupportTicketEvent> events);

  @Override
  void close();
}
