package dev.ticketstream.gateway.stream;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up once the gateway has read all that was in the topic when it began, while Kafka answers. */
final class TicketEventsHealthIndicator extends AbstractHealthIndicator {

  private final TicketEventConsumer consumer;

  TicketEventsHealthIndicator(TicketEventConsumer consumer) {
    super("the state of the ticket events' stream is unknown");
    this.consumer = consumer;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    boolean caughtUp = consumer.caughtUp();
    boolean reachable = consumer.reachable();
    (caughtUp && reachable ? health.up() : health.outOfService())
        .withDetail("caughtUp", caughtUp)
        .withDetail("kafkaReachable", reachable)
        .withDetail("lagRecords", consumer.lag());
  }
}
