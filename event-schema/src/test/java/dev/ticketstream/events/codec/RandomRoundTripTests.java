package dev.ticketstream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.records.RandomRecords;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;

class RandomRoundTripTests {

  private static final int EVENTS = 250;

  @RepeatedTest(2)
  void gives_back_any_event_that_was_encoded() {
    long seed = RandomGenerator.getDefault().nextLong();
    RandomRecords records = new RandomRecords(seed);
    for (int i = 0; i < EVENTS; i++) {
      SupportTicketEvent event = records.next(SupportTicketEvent.class);

      byte[] bytes = SupportTicketEventCodec.encode(event);

      assertThat(SupportTicketEventCodec.decode(bytes))
          .as("event %d of seed %d", i, seed)
          .isEqualTo(new DecodedEvent.Known(event));
    }
  }
}
