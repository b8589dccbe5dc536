package dev.ticketstream.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.google.protobuf.UnknownFieldSet;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.codec.proto.EventProto;
import dev.ticketstream.events.fixtures.EventFixtures;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedEventTests {

  private static final int MUTATIONS = 5_000;

  private final SupportTicketEvent event =
      EventFixtures.eventOf(
          new TicketChange.CommentAdded(EventFixtures.comment(EventFixtures.CAROL, "hello")));

  static Stream<Arguments> damages() {
    return Stream.of(
        damage("no event id", EventProto.SupportTicketEvent.Builder::clearEventId),
        damage("an event id that is none", wire -> wire.setEventId("1-1-1-1-1")),
        damage("no ticket id", EventProto.SupportTicketEvent.Builder::clearTicketId),
        damage("no version", EventProto.SupportTicketEvent.Builder::clearVersion),
        damage("no public version", EventProto.SupportTicketEvent.Builder::clearPublicVersion),
        damage("more public events than events", wire -> wire.setPublicVersion(1_000)),
        damage("no type", EventProto.SupportTicketEvent.Builder::clearEventType),
        damage("no time", EventProto.SupportTicketEvent.Builder::clearOccurredAt),
        damage(
            "a time beyond all time",
            wire -> wire.getOccurredAtBuilder().setSeconds(Long.MAX_VALUE).setNanos(-1)),
        damage("no actor", EventProto.SupportTicketEvent.Builder::clearActor),
        damage("an actor of no kind", wire -> wire.getActorBuilder().clear()),
        damage("an actor without id", wire -> wire.getActorBuilder().getUserBuilder().clearId()),
        damage("no change", EventProto.SupportTicketEvent.Builder::clearChange),
        damage(
            "an unknown field but no change",
            wire ->
                wire.clearChange()
                    .setUnknownFields(
                        UnknownFieldSet.newBuilder().mergeVarintField(50, 1).build())),
        damage("no comment", wire -> wire.getCommentAddedBuilder().clearComment()),
        damage(
            "no author", wire -> wire.getCommentAddedBuilder().getCommentBuilder().clearAuthor()),
        damage("no ticket", EventProto.SupportTicketEvent.Builder::clearTicket),
        damage("no status", wire -> wire.getTicketBuilder().clearStatus()),
        damage("no requester", wire -> wire.getTicketBuilder().clearCreatedBy()),
        damage("no creation date", wire -> wire.getTicketBuilder().clearCreatedDate()),
        damage("no status before", wire -> wire.getBeforeBuilder().clearStatus()),
        damage(
            "no watching user", wire -> wire.getTicketBuilder().getWatchersBuilder(0).clearUser()));
  }

  private static Arguments damage(
      String name, Consumer<EventProto.SupportTicketEvent.Builder> damage) {
    return argumentSet(name, damage);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void refuses_an_event_with(Consumer<EventProto.SupportTicketEvent.Builder> damage) {
    EventProto.SupportTicketEvent.Builder wire = EventMapper.toProto(event).toBuilder();
    damage.accept(wire);

    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> SupportTicketEventCodec.decode(wire.build().toByteArray()));
  }

  @Test
  void refuses_no_bytes_at_all() {
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> SupportTicketEventCodec.decode(new byte[0]));
  }

  @Test
  void refuses_text() {
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> SupportTicketEventCodec.decode("{\"eventId\":1}".getBytes(UTF_8)));
  }

  @Test
  void answers_damaged_bytes_with_nothing_worse_than_malformed() {
    long seed = RandomGenerator.getDefault().nextLong();
    Random random = new Random(seed);
    byte[] good = SupportTicketEventCodec.encode(event);
    int malformed = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = Arrays.copyOf(good, good.length - (i % 2 == 0 ? 0 : random.nextInt(200)));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        SupportTicketEventCodec.decode(bytes);
      } catch (MalformedEventException e) {
        malformed++;
      } catch (RuntimeException e) {
        throw new AssertionError("mutation %d of seed %d".formatted(i, seed), e);
      }
    }
    assertThat(malformed).isPositive();
  }
}
