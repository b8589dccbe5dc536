package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.swarm.Audience;
import dev.ticketstream.events.SupportTicketEvent;

/** A scenario's users and tickets: who subscribes to what, and what happens. */
interface Desk extends Audience {

  /**
   * What happens next.
   *
   * @param number the event's number, below 2³²; also the end of its id
   */
  SupportTicketEvent event(long number);

  /**
   * The number of the first of the events that show that each subscription works. Numbers that
   * follow are measured.
   */
  default long firstProbe() {
    return 1;
  }
}
