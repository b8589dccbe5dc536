package dev.ticketstream.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.codec.DecodedEvent;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import dev.ticketstream.testing.TestIssuer;
import org.junit.jupiter.api.Test;

class TicketEventsTests {

  @Test
  void anEventHasAboutSixHundredBytesAndEndsItsIdWithItsNumber() {
    try (TestIssuer issuer = TestIssuer.start()) {
      SupportTicketEvent event = new BroadcastDesk(new Users(issuer), 10).event(0xabcdef);

      byte[] record = SupportTicketEventCodec.encode(event);
      assertThat(record).hasSizeBetween(550, 650);
      assertThat(SupportTicketEventCodec.decode(record)).isEqualTo(new DecodedEvent.Known(event));
      assertThat(event.eventId().toString()).endsWith("00abcdef");
      assertThat(EventJson.payload(event).getBytes(UTF_8)).hasSizeBetween(550, 650);
    }
  }
}
