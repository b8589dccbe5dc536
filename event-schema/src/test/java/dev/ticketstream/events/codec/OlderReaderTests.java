package dev.ticketstream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.ticketstream.events.EventType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.codec.proto.EventProto;
import dev.ticketstream.events.fixtures.EventFixtures;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What this version does with events of producers that are newer than it. */
class OlderReaderTests {

  private static final int UNKNOWN = 99;

  private final SupportTicketEvent event =
      EventFixtures.eventOf(new TicketChange.StatusChanged(TicketStatus.NEW, TicketStatus.OPEN));

  @Test
  void ignores_an_unknown_field() {
    assertThat(decode(wire -> wire.setUnknownFields(field(50)))).isEqualTo(known());
  }

  @Test
  void ignores_an_unknown_field_of_a_part() {
    assertThat(
            decode(
                wire -> {
                  wire.getTicketBuilder().setUnknownFields(field(500));
                  wire.getTicketBuilder().getCreatedByBuilder().setUnknownFields(field(7));
                  wire.getStatusChangedBuilder().setUnknownFields(field(30));
                  return wire;
                }))
        .isEqualTo(known());
  }

  @Test
  void does_not_know_an_unknown_change() {
    assertThat(decode(wire -> wire.clearChange().setUnknownFields(field(150))))
        .isEqualTo(unknown("change kind 150"));
  }

  @Test
  void does_not_know_an_unknown_change_of_an_unknown_type() {
    assertThat(
            decode(
                wire -> wire.clearChange().setUnknownFields(field(199)).setEventTypeValue(UNKNOWN)))
        .isEqualTo(unknown("change kind 199"));
  }

  @Test
  void does_not_know_an_unknown_type_of_a_known_change() {
    assertThat(decode(wire -> wire.setEventTypeValue(UNKNOWN))).isEqualTo(unknown("event type"));
  }

  @Test
  void does_not_know_unknown_values_wherever_they_are() {
    assertThat(
            decode(
                wire -> {
                  wire.getTicketBuilder().setStatusValue(UNKNOWN);
                  return wire;
                }))
        .isEqualTo(unknown("ticket status"));
    assertThat(
            decode(
                wire -> {
                  wire.getBeforeBuilder().setPriorityValue(UNKNOWN);
                  return wire;
                }))
        .isEqualTo(unknown("ticket priority"));
    assertThat(
            decode(
                wire -> {
                  wire.getStatusChangedBuilder().setToValue(UNKNOWN);
                  return wire;
                }))
        .isEqualTo(unknown("ticket status"));
    assertThat(
            decode(
                wire -> {
                  wire.getTicketBuilder().setRequestTypeValue(UNKNOWN);
                  return wire;
                }))
        .isEqualTo(unknown("request type"));
    assertThat(
            decode(
                wire -> {
                  wire.getTicketBuilder().getRelatedTicketsBuilder(0).setKindValue(UNKNOWN);
                  return wire;
                }))
        .isEqualTo(unknown("relation kind"));
  }

  @Test
  void does_not_know_an_unknown_kind_of_actor() {
    assertThat(
            decode(wire -> wire.setActor(EventProto.Actor.newBuilder().setUnknownFields(field(3)))))
        .isEqualTo(unknown("kind of actor"));
  }

  @Test
  void does_not_show_as_public_what_a_newer_producer_calls_internal() {
    assertThat(decode(wire -> wire.setInternal(true)))
        .isEqualTo(unknown("internal=true for change STATUS_CHANGED"));
  }

  @Test
  void does_not_know_a_change_under_another_type_than_its_own() {
    assertThat(decode(wire -> wire.setEventType(EventProto.EventType.EVENT_TYPE_UPDATED)))
        .isEqualTo(unknown("event type EVENT_TYPE_UPDATED for change STATUS_CHANGED"));
  }

  @ParameterizedTest
  @EnumSource
  void type_and_its_wire_name_are_the_same_word(EventType type) {
    assertThat(EnumWriter.write(type).name()).isEqualTo("EVENT_TYPE_" + type.name());
    assertThat(EnumReader.read(EnumWriter.write(type))).isEqualTo(type);
  }

  private DecodedEvent known() {
    return new DecodedEvent.Known(event);
  }

  private DecodedEvent unknown(String what) {
    return new DecodedEvent.Unknown(event.eventId().toString(), event.ticketId().toString(), what);
  }

  private DecodedEvent decode(UnaryOperator<EventProto.SupportTicketEvent.Builder> newer) {
    return SupportTicketEventCodec.decode(
        newer.apply(EventMapper.toProto(event).toBuilder()).build().toByteArray());
  }

  private static UnknownFieldSet field(int number) {
    return UnknownFieldSet.newBuilder()
        .addField(
            number,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8("from the future"))
                .build())
        .build();
  }
}
