package dev.ticketstream.events.codec;

import static dev.ticketstream.events.Topics.SUPPORT_TICKET_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.fixtures.EventFixtures;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class KafkaSerdeTests {

  private final SupportTicketEventDeserializer deserializer = new SupportTicketEventDeserializer();

  @Test
  void the_deserializer_reads_what_the_serializer_wrote() {
    SupportTicketEvent event = EventFixtures.eventOf(EventType.COMMENTED);
    try (SupportTicketEventSerializer serializer = new SupportTicketEventSerializer()) {
      byte[] bytes = serializer.serialize(SUPPORT_TICKET_EVENTS, event);

      assertThat(deserializer.deserialize(SUPPORT_TICKET_EVENTS, bytes))
          .isEqualTo(new DecodedEvent.Known(event));
    }
  }

  @Test
  void a_record_without_value_stays_without_value() {
    RecordHeaders headers = new RecordHeaders();
    try (SupportTicketEventSerializer serializer = new SupportTicketEventSerializer()) {
      assertThat(serializer.serialize(SUPPORT_TICKET_EVENTS, headers, null)).isNull();
    }
    assertThat(headers).isEmpty();
    assertThat(deserializer.deserialize(SUPPORT_TICKET_EVENTS, (byte[]) null)).isNull();
  }

  @Test
  void garbage_is_a_serialization_exception_that_names_the_topic() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> deserializer.deserialize(SUPPORT_TICKET_EVENTS, new byte[] {1, 2, 3}))
        .withMessageContaining(SUPPORT_TICKET_EVENTS)
        .withCauseInstanceOf(MalformedEventException.class);
  }
}
