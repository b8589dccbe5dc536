package dev.ticketstream.benchmarks.reference;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.codec.DecodedEvent;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import java.util.function.Predicate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** All events, as they come from Kafka, for everybody who listens. */
@Component
class TicketEventFeed {

  private final Sinks.Many<SupportTicketEvent> events = Sinks.many().multicast().directBestEffort();

  @KafkaListener(topics = "${reference.topic}")
  void received(byte[] record) {
    if (SupportTicketEventCodec.decode(record) instanceof DecodedEvent.Known(var event)) {
      events.emitNext(event, Sinks.EmitFailureHandler.FAIL_FAST);
    }
  }

  /** The events that a subscriber wants; none is lost while the client is slow. */
  Flux<SupportTicketEvent> matching(Predicate<SupportTicketEvent> wanted) {
    return events.asFlux().filter(wanted).onBackpressureBuffer();
  }
}
