package dev.ticketstream.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every committed event reaches a {@code read_committed} consumer once, in its ticket's order. */
class RelayOrderIT {

  private final RelayTestBed bed = new RelayTestBed();
  private final UUID ticket = UUID.randomUUID();

  @AfterEach
  void close() throws Exception {
    bed.close();
  }

  @Test
  void publishesPayloadKeyAndHeadersAsStored() throws Exception {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    try (Connection connection = bed.writer.begin()) {
      TicketWriter.append(connection, ticket, 100_000, trace);
      TicketWriter.append(connection, ticket);
      connection.commit();
    }
    bed.start();
    List<ConsumerRecord<byte[], byte[]>> records = bed.published().awaitExactly(2);
    ConsumerRecord<byte[], byte[]> first = records.getFirst();
    assertThat(first.value())
        .isEqualTo(
            bed.jdbc.queryForObject(
                "select payload from ticket_event where version = 1", byte[].class));
    assertThat(first.key()).asString(UTF_8).isEqualTo(ticket.toString());
    assertThat(header(first, "ce_id"))
        .isEqualTo(
            bed.jdbc.queryForObject(
                "select event_id::text from ticket_event where version = 1", String.class));
    assertThat(header(first, "ce_type")).isEqualTo("dev.ticketstream.ticket.updated.v1");
    assertThat(header(first, "ce_subject")).isEqualTo(ticket.toString());
    assertThat(header(first, "traceparent")).isEqualTo(trace);
    assertThat(records.getLast().headers().lastHeader("traceparent")).isNull();
  }

  @Test
  void aLongOpenTransactionNeitherHidesItsEventsNorStallsOthers() throws Exception {
    bed.start();
    PublishedEvents published = bed.published();
    UUID slowTicket = UUID.randomUUID();
    try (Connection slow = bed.writer.begin()) {
      TicketWriter.append(slow, slowTicket); // has the lower seq and xid
      for (int i = 0; i < 20; i++) {
        bed.writer.append(ticket);
      }
      published.awaitExactly(20);
      slow.commit();
    }
    bed.writer.append(slowTicket);
    published.awaitExactly(22);
    published.assertInOrderAndOnce();
  }

  @Test
  void aTransactionThatBeganFirstAndLockedLastComesLast() throws Exception {
    try (Connection early = bed.writer.begin()) {
      early.createStatement().execute("select pg_current_xact_id()");
      bed.writer.append(ticket);
      TicketWriter.append(early, ticket); // version 2 under the lower xid
      early.commit();
    }
    bed.start();
    PublishedEvents published = bed.published();
    published.awaitExactly(2);
    published.assertInOrderAndOnce();
  }

  @Test
  void manyWritersRollbacksAndALongTransactionGiveEachTicketItsVersionsOnce() throws Exception {
    bed.start("batch-size=40");
    PublishedEvents published = bed.published();
    List<UUID> tickets = Stream.generate(UUID::randomUUID).limit(25).toList();
    int committed = 0;
    try (ExecutorService writers = Executors.newFixedThreadPool(8);
        Connection longOpen = bed.writer.begin()) {
      TicketWriter.append(longOpen, ticket);
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        long seed = i;
        counts.add(writers.submit(writing(tickets, new SplittableRandom(seed))));
      }
      for (Future<Integer> count : counts) {
        committed += count.get();
      }
      published.awaitExactly(committed);
      longOpen.commit();
    }
    published.awaitExactly(committed + 1);
    published.assertInOrderAndOnce();
  }

  @Test
  void whatCommitsRightAfterABatchSharesTheNextTransaction() throws Exception {
    int events = 60;
    Relay relay = bed.start("batch-pause=1s");
    PublishedEvents published = bed.published();
    for (int i = 0; i < events; i++) {
      bed.writer.append(ticket);
      relay.eventsAppended();
    }
    published.awaitExactly(events);
    published.assertInOrderAndOnce();
    assertThat(bed.batches(relay)).isLessThan(events / 6);
  }

  @Test
  void pagesALargeBacklogAgainstAFixedTargetWhileMoreArrives() throws Exception {
    int backlog = 1_500;
    try (Connection connection = bed.writer.begin()) {
      for (int i = 0; i < backlog; i++) {
        TicketWriter.append(connection, ticket);
        if (i % 100 == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }
    bed.start("batch-size=25");
    for (int i = 0; i < 100; i++) {
      bed.writer.append(ticket);
    }
    PublishedEvents published = bed.published();
    published.awaitExactly(backlog + 100);
    published.assertInOrderAndOnce();
  }

  /** Transactions of one to three events, with pauses, of which one in five is rolled back. */
  private Callable<Integer> writing(List<UUID> tickets, SplittableRandom random) {
    return () -> {
      int committed = 0;
      try (Connection connection = bed.writer.begin()) {
        for (int i = 0; i < 60; i++) {
          int events = appendSome(connection, tickets, random);
          LockSupport.parkNanos(Duration.ofMillis(random.nextInt(8)).toNanos());
          if (random.nextInt(5) == 0) {
            connection.rollback();
          } else {
            connection.commit();
            committed += events;
          }
        }
      }
      return committed;
    };
  }

  /** In the order of the list, so that writers do not deadlock. */
  private static int appendSome(Connection connection, List<UUID> tickets, SplittableRandom random)
      throws SQLException {
    int count = 1 + random.nextInt(3);
    int first = random.nextInt(tickets.size() - count);
    for (int i = 0; i < count; i++) {
      TicketWriter.append(connection, tickets.get(first + i));
    }
    return count;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
