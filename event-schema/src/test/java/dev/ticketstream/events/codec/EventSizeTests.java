package dev.ticketstream.events.codec;

import static dev.ticketstream.events.TicketLimits.EVENT_BYTES_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.fixtures.EventFixtures;
import org.junit.jupiter.api.Test;

class EventSizeTests {

  @Test
  void takes_an_event_of_exactly_the_limit_and_none_that_is_larger() {
    int text = EVENT_BYTES_MAX - 10_000;
    text += EVENT_BYTES_MAX - SupportTicketEventCodec.encode(tagged(text)).length;

    assertThat(SupportTicketEventCodec.encode(tagged(text))).hasSize(EVENT_BYTES_MAX);
    SupportTicketEvent larger = tagged(text + 1);
    assertThatExceptionOfType(EventTooLargeException.class)
        .isThrownBy(() -> SupportTicketEventCodec.encode(larger))
        .satisfies(e -> assertThat(e.sizeBytes()).isEqualTo(EVENT_BYTES_MAX + 1))
        .withMessageContaining("262145")
        .withMessageContaining("262144");
  }

  /** An event that is larger by the length of a text that stands in it once. */
  private static SupportTicketEvent tagged(int length) {
    return EventFixtures.eventOf(
        new TicketChange.CommentAdded(
            EventFixtures.comment(EventFixtures.CAROL, "x".repeat(length))));
  }
}
