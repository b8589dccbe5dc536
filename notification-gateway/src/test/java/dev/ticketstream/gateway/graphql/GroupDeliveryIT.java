package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.fixtures.TicketStory;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.gateway.wire.RawSocket;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

/** Connections that are sent to together, some of which take nothing for a while. */
class GroupDeliveryIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int LOOPS = LoopResources.DEFAULT_IO_WORKER_COUNT;
  private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"([^\"]+)\"");

  /** Large, so that sockets and the kernel are soon full: it shows the same many times. */
  private static final String LARGE =
      "subscription { supportTicketEvents { eventId "
          + IntStream.range(0, 40)
              .mapToObj(
                  "a%d: ticket { id reference request createdBy { id firstName } }"::formatted)
              .collect(Collectors.joining(" "))
          + " } }";

  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final TicketTopic EVENTS =
      new TicketTopic(TestInfrastructure.kafkaBootstrapServers());

  private static WholeGateway gateway;

  @BeforeAll
  static void start() {
    EVENTS.create(1);
    gateway =
        new WholeGateway(
            ISSUER,
            EVENTS.name(),
            "--ticketstream.gateway.connection.connections-per-user-max=" + 3 * LOOPS,
            "--ticketstream.gateway.connection.slow-consumer-timeout=60s",
            "--ticketstream.gateway.graphql.aliases-max=50",
            "--ticketstream.gateway.graphql.complexity-max=1000");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    EVENTS.close();
    ISSUER.close();
  }

  /**
   * Connections go to the event loops in turn: each loop gets one that reads on either side of it.
   */
  @Test
  void bringsEachEverythingOnceAndInOrderThoughSomeDoNotKeepUp() throws Exception {
    String token = ISSUER.token("alice").roles("agent").sign();
    List<Reader> all = new ArrayList<>();
    List<Reader> quick = new ArrayList<>();
    List<Reader> slow = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3 * LOOPS; i++) {
        boolean stalls = i / LOOPS == 1;
        RawSocket socket =
            stalls
                ? RawSocket.narrow(gateway.port(), token, 8 * 1024)
                : RawSocket.connected(gateway.port(), token);
        Reader reader = new Reader("%05d".formatted(i), socket);
        reader.subscribe();
        all.add(reader);
        (stalls ? slow : quick).add(reader);
      }
      await()
          .atMost(SOON)
          .until(() -> gateway.gauge("ticketstream.fanout.subscriptions") == all.size());

      assertReceived(threads, all, publish(1, 200));
      List<UUID> meanwhile = publish(201, 1_000);
      assertReceived(threads, quick, meanwhile);
      assertThat(gateway.count("ticketstream.fanout.fallen.behind")).isEqualTo(slow.size());
      assertReceived(threads, slow, meanwhile);
      assertReceived(threads, all, publish(1_201, 200));
    } finally {
      for (Reader reader : all) {
        reader.close();
      }
    }
  }

  private static void assertReceived(
      ExecutorService threads, List<Reader> readers, List<UUID> expected) throws Exception {
    for (Future<List<UUID>> received : threads.invokeAll(reading(readers, expected.size()))) {
      assertThat(received.get()).isEqualTo(expected);
    }
  }

  private static List<Callable<List<UUID>>> reading(List<Reader> readers, int count) {
    return readers.stream().<Callable<List<UUID>>>map(reader -> () -> reader.read(count)).toList();
  }

  /**
   * A connection with one operation.
   *
   * @param id of the operation; all have one length, which is what lets frames be used again
   */
  private record Reader(String id, RawSocket socket) {

    void subscribe() throws IOException {
      socket.text(
          "{\"id\":\"%s\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}"
              .formatted(id, LARGE));
    }

    List<UUID> read(int count) throws IOException {
      List<UUID> ids = new ArrayList<>();
      while (ids.size() < count) {
        String message = socket.awaitText("\"next\"");
        assertThat(message).startsWith("{\"id\":\"" + id + "\",").endsWith("}");
        Matcher event = EVENT_ID.matcher(message);
        assertThat(event.find()).isTrue();
        ids.add(UUID.fromString(event.group(1)));
      }
      return ids;
    }

    void close() throws IOException {
      socket.close();
    }
  }

  private static List<UUID> publish(int firstTicket, int count) {
    List<SupportTicketEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(TicketStory.of(firstTicket + i, CAROL).last());
    }
    EVENTS.publish(events);
    return events.stream().map(SupportTicketEvent::eventId).toList();
  }
}
