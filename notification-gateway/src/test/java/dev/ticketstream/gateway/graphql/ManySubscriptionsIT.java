package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.fixtures.TicketStory;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.testing.TestInfrastructure;
import dev.ticketstream.testing.TestIssuer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One connection with as many subscriptions as thousands have, from Kafka to the socket. */
class ManySubscriptionsIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int OPERATIONS_MAX = 10_000;

  /** A million, by {@code -Dticketstream.test.cycles=1000000}, takes some minutes. */
  private static final int CYCLES = Integer.getInteger("ticketstream.test.cycles", 20_000);

  private static final int CYCLES_IN_FLIGHT = 200;

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
            "--ticketstream.gateway.connection.operations-max=" + OPERATIONS_MAX,
            "--ticketstream.gateway.connection.messages-per-second-max=100000");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    EVENTS.close();
    ISSUER.close();
  }

  private static TestSocket connected() {
    return gateway.socket().connected(ISSUER.token("alice").roles("agent").sign());
  }

  private static void subscribeToTicket(TestSocket socket, int number) {
    socket.subscribe(
        "ticket-" + number,
        "subscription ($id: String!) { ticketUpdated(ticketId: $id) { version ticket { id } } }",
        Map.of("id", TicketStory.ticketId(number).toString()));
  }

  private static void awaitOperations(int count) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(gateway.gauge("ticketstream.gateway.operations")).isEqualTo(count);
              assertThat(gateway.gauge("ticketstream.fanout.subscriptions")).isEqualTo(count);
            });
  }

  @Test
  void pushesToEachOfTenThousandSubscriptionsOfAConnectionWhatIsForIt() {
    try (TestSocket socket = connected()) {
      for (int i = 1; i < OPERATIONS_MAX; i++) {
        subscribeToTicket(socket, i);
      }
      socket.subscribe("all", "subscription { supportTicketEvents { version ticket { id } } }");
      awaitOperations(OPERATIONS_MAX);
      socket.subscribe("more", "subscription { supportTicketEvents { version } }");
      assertThat(socket.next("error")).containsEntry("id", "more");

      Set<String> expected = new TreeSet<>();
      for (int i = 1; i < OPERATIONS_MAX; i += 100) {
        EVENTS.publish(TicketStory.of(i, CAROL).events());
        expected.add("ticket-" + i + " " + TicketStory.ticketId(i));
        expected.add("all " + TicketStory.ticketId(i));
      }
      Set<String> received = new TreeSet<>();
      while (received.size() < expected.size()) {
        Map<String, Object> next = socket.next("next");
        received.add(next.get("id") + " " + ticketId(next.get("payload")));
      }
      assertThat(received).isEqualTo(expected);
      assertThat(socket.unread()).isEmpty();
    }
    awaitOperations(0);
  }

  /** The id below {@code data}, a field and {@code ticket}. */
  private static @Nullable Object ticketId(@Nullable Object value) {
    @Nullable Object at = value;
    while (at instanceof Map<?, ?> map) {
      at =
          map.containsKey("id")
              ? map.get("id")
              : map.containsKey("ticket") ? map.get("ticket") : map.values().iterator().next();
    }
    return at;
  }

  @Test
  void keepsNothingOfSubscriptionsThatCameAndWent() {
    try (TestSocket socket = connected()) {
      for (int i = 1; i <= CYCLES; i++) {
        subscribeToTicket(socket, i);
        socket.complete("ticket-" + i);
        if (i % CYCLES_IN_FLIGHT == 0) {
          socket.send("{\"type\":\"ping\"}").next("pong");
        }
      }
      awaitOperations(0);
      subscribeToTicket(socket, CYCLES + 1);
      awaitOperations(1);
      EVENTS.publish(TicketStory.of(CYCLES + 1, CAROL).events());
      assertThat(socket.next("next")).containsEntry("id", "ticket-" + (CYCLES + 1));
    }
    awaitOperations(0);
  }
}
