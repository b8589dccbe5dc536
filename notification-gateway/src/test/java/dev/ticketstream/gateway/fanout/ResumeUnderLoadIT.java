package dev.ticketstream.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.gateway.subscription.EventFacts;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.RandomSubscriptions;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import dev.ticketstream.gateway.subscription.SubscriptionMatcher;
import dev.ticketstream.testing.TestInfrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.BaseSubscriber;

/** "A subscriber that resumes with its last cursor sees each matching event exactly once." */
class ResumeUnderLoadIT {

  private static final Logger log = LoggerFactory.getLogger(ResumeUnderLoadIT.class);
  private static final int TICKETS = 40;
  private static final int CLIENTS = 12;
  private static final int EVENTS = 2_000;

  @Test
  void clientsThatComeAndGoBetweenInstancesGetEachMatchingEventOnceAndInOrder() {
    long seed = System.nanoTime();
    log.info("Seed {}", seed);
    Random random = new Random(seed);
    try (TicketTopic topic = new TicketTopic(TestInfrastructure.kafkaBootstrapServers()).create(6);
        TestGateway first = TestGateway.on(topic.name(), DataSize.ofMegabytes(16)).awaitReady();
        TestGateway second = TestGateway.on(topic.name(), DataSize.ofBytes(0)).awaitReady();
        TestGateway third = TestGateway.on(topic.name(), DataSize.ofKilobytes(300)).awaitReady()) {
      List<TestGateway> gateways = List.of(first, second, third);
      RandomSubscriptions subscriptions = new RandomSubscriptions(seed, TICKETS);
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SubscriptionFilter filter = i % 3 == 0 ? SubscriptionFilter.ALL : subscriptions.filter();
        clients.add(new Client(gateways, subscriptions.viewer(), filter, random.nextLong()));
      }
      clients.forEach(Client::connect);

      RandomStories stories = new RandomStories(seed, TICKETS);
      List<SupportTicketEvent> events = new ArrayList<>();
      while (events.size() < EVENTS) {
        List<SupportTicketEvent> batch = stories.next(1 + random.nextInt(40));
        topic.publish(batch);
        events.addAll(batch);
        if (random.nextInt(4) == 0) {
          topic.abort(new RandomStories(seed + events.size(), TICKETS).next(10));
        }
      }

      SubscriptionMatcher matcher = new SubscriptionMatcher(TestGateway.VISIBILITY);
      for (Client client : clients) {
        List<SupportTicketEvent> expected =
            events.stream()
                .filter(
                    event ->
                        matcher.match(client.viewer, client.filter, EventFacts.of(event)) != null)
                .toList();
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () ->
                    assertThat(client.received)
                        .describedAs("seed %d, %s %s", seed, client.viewer, client.filter)
                        .hasSizeGreaterThanOrEqualTo(expected.size()));
        assertThat(client.received.stream().map(event -> event.view().eventId()).toList())
            .describedAs("seed %d, %s %s", seed, client.viewer, client.filter)
            .containsExactlyInAnyOrderElementsOf(Collector.ids(expected));
        Collector.versions(client.received).values().forEach(v -> assertThat(v).isSorted());
        assertThat(client.failures).hasValue(0);
      }
      log.info("{} sessions", clients.stream().mapToInt(client -> client.sessions.get()).sum());
      assertThat(clients).anyMatch(client -> client.sessions.get() > 10);
      clients.forEach(Client::disconnect);
    }
  }

  /** Takes some events, at its own pace, then leaves and comes back on some instance. */
  private static final class Client {

    private final List<TestGateway> gateways;
    private final Viewer viewer;
    private final SubscriptionFilter filter;
    private final Random random;
    private final List<DeliveredEvent> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean done;

    Client(List<TestGateway> gateways, Viewer viewer, SubscriptionFilter filter, long seed) {
      this.gateways = gateways;
      this.viewer = viewer;
      this.filter = filter;
      this.random = new Random(seed);
    }

    void connect() {
      if (done) {
        return;
      }
      sessions.incrementAndGet();
      @Nullable String after = received.isEmpty() ? null : received.getLast().cursor();
      TestGateway gateway = gateways.get(random.nextInt(gateways.size()));
      gateway.open(viewer, filter, after).subscribe(new Session(1 + random.nextInt(80)));
    }

    void disconnect() {
      done = true;
    }

    private final class Session extends BaseSubscriber<DeliveredEvent> {

      private int left;

      Session(int left) {
        this.left = left;
      }

      @Override
      protected void hookOnSubscribe(Subscription subscription) {
        request(1 + random.nextInt(5));
      }

      @Override
      protected void hookOnNext(DeliveredEvent event) {
        if (left == 0) {
          return;
        }
        received.add(event);
        left--;
        if (left == 0) {
          cancel();
          connect();
        } else {
          request(1);
        }
      }

      @Override
      protected void hookOnError(Throwable throwable) {
        log.error("A session failed", throwable);
        failures.incrementAndGet();
      }
    }
  }
}
