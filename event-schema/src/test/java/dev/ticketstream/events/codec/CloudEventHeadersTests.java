package dev.ticketstream.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.Topics;
import dev.ticketstream.events.fixtures.EventFixtures;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads our records with the CNCF's own SDK. */
class CloudEventHeadersTests {

  private final RecordHeaders headers = new RecordHeaders();

  @ParameterizedTest
  @EnumSource
  void a_record_of_ours_is_a_cloud_event_in_binary_mode(EventType type) {
    SupportTicketEvent event = EventFixtures.eventOf(type);
    try (SupportTicketEventSerializer serializer = new SupportTicketEventSerializer()) {
      byte[] value = serializer.serialize(Topics.SUPPORT_TICKET_EVENTS, headers, event);

      CloudEvent read = KafkaMessageFactory.createReader(headers, value).toEvent();

      assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
      assertThat(read.getId()).isEqualTo(event.eventId().toString());
      assertThat(read.getType()).isEqualTo(CloudEventHeaders.type(type));
      assertThat(read.getSource()).isEqualTo(URI.create("/ticketstream/tickets"));
      assertThat(read.getSubject()).isEqualTo(event.ticketId().toString());
      assertThat(read.getTime()).isEqualTo(event.occurredAt().atOffset(UTC));
      assertThat(read.getDataContentType()).isEqualTo("application/protobuf");
      assertThat(read.getDataSchema()).isEqualTo(URI.create(CloudEventHeaders.SCHEMA_URI));
      assertThat(read.getExtensionNames()).isEmpty();
      assertThat(SupportTicketEventCodec.decode(requireNonNull(read.getData()).toBytes()))
          .isEqualTo(new DecodedEvent.Known(event));
    }
  }

  /**
   * Kafka Protocol Binding for CloudEvents 1.0.2, section 3.2.3.1: "CloudEvent attributes are
   * prefixed with "ce_" for use in the message-section." and 3.2.1: "the datacontenttype attribute
   * […] MUST be mapped to the content-type header".
   */
  @Test
  void the_headers_are_these() {
    CloudEventHeaders.write(
        headers,
        "0195-event",
        EventType.STATUS_CHANGED,
        "0195-ticket",
        Instant.parse("2026-03-02T09:15:30.000001Z"));

    assertThat(headers)
        .extracting(header -> header.key() + ": " + new String(header.value(), UTF_8))
        .containsExactly(
            "ce_specversion: 1.0",
            "ce_id: 0195-event",
            "ce_type: dev.ticketstream.ticket.status-changed.v1",
            "ce_source: /ticketstream/tickets",
            "ce_subject: 0195-ticket",
            "ce_time: 2026-03-02T09:15:30.000001Z",
            "ce_dataschema: urn:ticketstream:schema:ticketstream.events.v1.SupportTicketEvent",
            "content-type: application/protobuf");
  }

  @Test
  void leaves_other_headers_and_replaces_its_own() {
    headers.add("traceparent", "00-1-2-01".getBytes(UTF_8));

    CloudEventHeaders.write(headers, EventFixtures.eventOf(EventType.DELETED));
    CloudEventHeaders.write(headers, EventFixtures.eventOf(EventType.CREATED));

    assertThat(headers.toArray()).hasSize(9);
    assertThat(headers.lastHeader("traceparent")).isNotNull();
    assertThat(KafkaMessageFactory.createReader(headers, new byte[0]).toEvent().getType())
        .isEqualTo("dev.ticketstream.ticket.created.v1");
  }

  @Test
  void every_type_has_a_name_of_its_own_that_is_the_type_in_other_letters() {
    assertThat(Arrays.stream(EventType.values()).map(CloudEventHeaders::type))
        .containsExactlyElementsOf(
            Arrays.stream(EventType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .map("dev.ticketstream.ticket.%s.v1"::formatted)
                .toList());
  }
}
