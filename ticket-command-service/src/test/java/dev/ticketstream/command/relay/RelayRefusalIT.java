package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the relay refuses to guess, and how an operator decides it. */
class RelayRefusalIT {

  private final RelayTestBed bed = new RelayTestBed();
  private final UUID ticket = UUID.randomUUID();

  @AfterEach
  void close() throws Exception {
    bed.close();
  }

  @Test
  void refusesACursorFromTheDatabasesFuture() throws Exception {
    RelayCursor cursor = publishThenStop(3);
    bed.commitCursor(
        new RelayCursor(
            cursor.database(), "900000000:900000000:", null, 3, cursor.lastEventId(), null));
    assertRefused("the cursor lies in this database's future", "rewind-to");
  }

  @Test
  void refusesACursorOfAnotherDatabase() throws Exception {
    RelayCursor cursor = publishThenStop(3);
    bed.commitCursor(cursor.in(new DatabaseIdentity("7000000000000000000/5", 1)));
    assertRefused("the cursor belongs to the database 7000000000000000000/5", "rewind-to");
  }

  @Test
  void refusesADatabaseThatDoesNotHoldTheLastEventPublished() throws Exception {
    RelayCursor cursor = publishThenStop(3);
    bed.commitCursor(
        new RelayCursor(cursor.database(), cursor.previous(), null, 4, UUID.randomUUID(), null));
    assertRefused("the last event that was published (seq 4", "rewind-to");
  }

  @Test
  void refusesToBeginAnewWhenTheCursorIsLost() throws Exception {
    publishThenStop(3);
    Relay relay = bed.start("cursor-topic=" + bed.cursorTopic() + "-new");
    assertRefused(relay, 3, "has no cursor although", "rewind-to");
  }

  @Test
  void refusesEventsWithTransactionIdsFromADump() throws Exception {
    publishThenStop(3);
    bed.jdbc.execute("alter table ticket_event alter column xid set default '900000000'");
    bed.writer.append(ticket);
    assertRefused("transaction ids that this database has not reached", "A restored dump");
  }

  @Test
  void goesOnAfterAFailoverToAnotherTimeline() throws Exception {
    RelayCursor cursor = publishThenStop(3);
    bed.commitCursor(cursor.in(new DatabaseIdentity(cursor.database().system(), 99)));
    bed.start();
    bed.writer.append(ticket);
    bed.published().awaitExactly(4);
  }

  @Test
  void aRefusedRelayLeavesTheLeadToOneThatWasToldToRewind() throws Exception {
    RelayCursor cursor = publishThenStop(3);
    bed.commitCursor(cursor.in(new DatabaseIdentity("1/1", 1)));
    assertRefused("the cursor belongs to the database 1/1");
    bed.start("rewind-to=beginning");
    bed.published().awaitExactly(3 + 4);
  }

  @Test
  void rewindsToTheBeginningOnceForEachLabel() throws Exception {
    publishThenStop(3);
    rewind("beginning");
    PublishedEvents published = bed.published();
    published.awaitExactly(6);
    assertThat(published.texts().stream().distinct()).hasSize(3);
    rewind("beginning");
    published.awaitExactly(6);
    rewind("beginning#again");
    published.awaitExactly(9);
  }

  @Test
  void rewindsToASequenceNumber() throws Exception {
    publishThenStop(5);
    Long third =
        bed.jdbc.queryForObject("select seq from ticket_event where version = 3", Long.class);
    rewind("seq:" + third);
    PublishedEvents published = bed.published();
    published.awaitExactly(7);
    assertThat(IntStream.rangeClosed(1, 5))
        .allSatisfy(
            version ->
                assertThat(
                        Collections.frequency(
                            published.texts(),
                            PublishedEvents.payload(ticket, version).replace(";", "")))
                    .isEqualTo(version > 3 ? 2 : 1));
  }

  @Test
  void rewindsToTheEndAndPublishesWhatIsCommittedAfter() throws Exception {
    try (Connection open = bed.writer.begin()) {
      UUID openTicket = UUID.randomUUID();
      TicketWriter.append(open, openTicket);
      bed.writer.append(ticket);
      Relay relay = bed.start("rewind-to=end");
      awaitLeading(relay);
      open.commit();
      bed.writer.append(openTicket);
    }
    PublishedEvents published = bed.published();
    published.awaitExactly(2);
    published.assertInOrderAndOnce();
  }

  @Test
  void refusesTopicsThatAreNotAsTheyMustBe() throws Exception {
    try (TopicAdmin admin = bed.kafka(bed.properties(), UnaryOperator.identity()).topicAdmin()) {
      admin.createIfMissing(
          new NewTopic(bed.topic(), 2, (short) 1).configs(Map.of("retention.ms", "1000")));
      admin.createIfMissing(new NewTopic(bed.cursorTopic(), 1, (short) 1));
    }
    assertRefused(
        0,
        "has 2 partitions, expected 3",
        "has retention.ms=1000, expected -1",
        bed.cursorTopic() + " has cleanup.policy=delete, expected compact");
  }

  /** Publishes events with a relay that is gone afterwards, and gives the cursor it left. */
  private RelayCursor publishThenStop(int events) throws Exception {
    Relay relay = bed.start();
    for (int i = 0; i < events; i++) {
      bed.writer.append(ticket);
    }
    bed.published().awaitExactly(events);
    relay.stop();
    return bed.cursor();
  }

  private void rewind(String to) {
    Relay relay = bed.start("rewind-to=" + to);
    awaitLeading(relay);
    relay.stop();
  }

  private void assertRefused(String... texts) throws Exception {
    assertRefused(3, texts);
  }

  private void assertRefused(int publishedBefore, String... texts) throws Exception {
    assertRefused(bed.start(), publishedBefore, texts);
  }

  private void assertRefused(Relay relay, int publishedBefore, String... texts) throws Exception {
    bed.writer.append(ticket);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(relay.status().current().state()).isEqualTo(RelayState.REFUSED);
              assertThat(relay.status().current().problem()).contains(List.of(texts));
            });
    bed.published().awaitExactly(publishedBefore);
  }

  private static void awaitLeading(Relay relay) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(relay.status().current().state()).isEqualTo(RelayState.LEADING));
  }
}
