package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.gateway.wire.RawSocket.OFFER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.subscription.MatchKind;
import dev.ticketstream.gateway.wire.HostileInput;
import dev.ticketstream.gateway.wire.RawSocket;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What events become compressed is shared as the rest is, and is the same text. */
class CompressionIT extends RunningGateway {

  private static final EventRedactor REDACTOR =
      new EventRedactor(new TicketVisibility(AgentScope.ALL_TICKETS));
  private static final String EVERYTHING =
      "subscription { supportTicketEvents { eventId eventType timestamp version cursor metadata"
          + " triggeredBy { id firstName lastName avatar } changes { field oldValue newValue }"
          + " comment { id comment } ticket { id reference request description status priority"
          + " tags createdBy { id firstName } assignedTo { id } watchers { id } } } }";

  private final List<RawSocket> sockets = new ArrayList<>();

  @Autowired @Nullable MeterRegistry meters;

  @AfterEach
  void close() throws IOException {
    for (RawSocket socket : sockets) {
      socket.close();
    }
    awaitSubscriptions(0);
  }

  private RawSocket subscribed(String headers) throws IOException {
    RawSocket socket = RawSocket.connected(port, admin(), headers);
    sockets.add(socket);
    return socket.text(HostileInput.subscribe(EVERYTHING));
  }

  @Test
  void compressesAnEventOnceForAllConnectionsOfAView() throws IOException {
    List<RawSocket> compressed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      compressed.add(subscribed(OFFER));
    }
    RawSocket plain = subscribed("");
    awaitSubscriptions(11);
    double before = counted("payloads.compressed");
    streams().share(delivered(EventFixtures.everyEvent().getFirst()));
    String expected = plain.awaitText("\"next\"");
    for (RawSocket socket : compressed) {
      assertThat(socket.awaitText("\"next\"")).isEqualTo(expected);
      assertThat(socket.compressedMessages()).isEqualTo(1);
    }
    assertThat(plain.compressedMessages()).isZero();
    assertThat(counted("payloads.compressed") - before).isEqualTo(1);
  }

  @Test
  void deliversEveryEventByteForByteAsWithoutCompression() throws IOException {
    RawSocket compressed = subscribed(OFFER);
    RawSocket plain = subscribed("");
    awaitSubscriptions(2);
    List<SupportTicketEvent> events = EventFixtures.everyEvent();
    double saved = counted("bytes.saved");
    for (SupportTicketEvent event : events) {
      streams().share(delivered(event));
      assertThat(compressed.awaitText("\"next\"").getBytes(UTF_8))
          .isEqualTo(plain.awaitText("\"next\"").getBytes(UTF_8));
    }
    assertThat(compressed.compressedMessages()).isEqualTo(events.size());
    assertThat(compressed.messageBytes()).isLessThan(plain.messageBytes() * 3 / 4);
    // Counted when the round is over, which a client may see before.
    await()
        .untilAsserted(
            () ->
                assertThat(counted("bytes.saved") - saved)
                    .isGreaterThanOrEqualTo(plain.messageBytes() - compressed.messageBytes()));
  }

  private static DeliveredEvent delivered(SupportTicketEvent event) {
    return new DeliveredEvent(
        REDACTOR.redact(event, Exposure.STAFF), MatchKind.WITHIN, "a-cursor", false);
  }

  private double counted(String name) {
    return requireNonNull(meters).get("ticketstream.gateway." + name).counter().count();
  }
}
