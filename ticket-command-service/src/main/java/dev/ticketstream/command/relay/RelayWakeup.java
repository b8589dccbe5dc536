package dev.ticketstream.command.relay;

import dev.ticketstream.command.eventstore.EventsAppended;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes the relay as soon as a command of this instance has committed. */
final class RelayWakeup {

  private final Relay relay;

  RelayWakeup(Relay relay) {
    this.relay = relay;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(EventsAppended committed) {
    relay.eventsAppended();
  }
}
