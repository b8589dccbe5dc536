package dev.ticketstream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.fixtures.EventFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTests {

  static List<SupportTicketEvent> events() {
    return EventFixtures.everyEvent();
  }

  @ParameterizedTest
  @MethodSource("events")
  void gives_back_the_event_that_was_encoded(SupportTicketEvent event) {
    byte[] bytes = SupportTicketEventCodec.encode(event);

    assertThat(SupportTicketEventCodec.decode(bytes)).isEqualTo(new DecodedEvent.Known(event));
    assertThat(SupportTicketEventCodec.encode(event)).isEqualTo(bytes);
  }

  @Test
  void the_fixtures_have_every_kind_of_change_and_every_type() {
    assertThat(events())
        .extracting(event -> (Object) event.change().getClass())
        .contains((Object[]) TicketChange.class.getPermittedSubclasses());
    assertThat(events().stream().map(SupportTicketEvent::eventType)).contains(EventType.values());
  }
}
