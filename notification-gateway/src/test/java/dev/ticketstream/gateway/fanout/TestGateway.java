package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.stream.GatewayStream;
import dev.ticketstream.gateway.stream.StreamProperties;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import dev.ticketstream.testing.TestInfrastructure;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

/** One gateway instance from Kafka to its subscribers, without sockets. */
public final class TestGateway implements AutoCloseable {

  static final TicketVisibility VISIBILITY = new TicketVisibility(AgentScope.ALL_TICKETS);

  /** For receivers that take each event at once. */
  static final DeliveryPace UNPACED =
      new DeliveryPace() {
        @Override
        public void awaitRoom() {}

        @Override
        public void handOver() {}
      };

  private static final int EVENTS_MAX = 64;
  static final FanoutProperties FANOUT = new FanoutProperties(64, Duration.ofMillis(20));

  private final GatewayStream stream;
  private final Broadcaster broadcaster;

  public TestGateway(
      String bootstrapServers, StreamProperties properties, FanoutProperties fanout) {
    stream = new GatewayStream(bootstrapServers, properties);
    broadcaster =
        FanoutConfiguration.broadcaster(
            stream.live(),
            stream.replay(),
            stream.sealer(),
            VISIBILITY,
            fanout,
            stream.metrics(),
            UNPACED);
    stream.start();
  }

  /** An instance that remembers nothing, so that replays come from Kafka, or much. */
  public static TestGateway on(String topic, DataSize recent) {
    return new TestGateway(
        TestInfrastructure.kafkaBootstrapServers(),
        GatewayStream.properties(topic, recent),
        FANOUT);
  }

  public TestGateway awaitReady() {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(stream::ready);
    return this;
  }

  public Collector subscribe(Viewer viewer, SubscriptionFilter filter, @Nullable String after) {
    return subscribe(viewer, filter, after, new Collector());
  }

  public Collector subscribe(
      Viewer viewer, SubscriptionFilter filter, @Nullable String after, Collector collector) {
    open(viewer, filter, after).subscribe(collector);
    return collector;
  }

  public Flux<DeliveredEvent> open(
      Viewer viewer, SubscriptionFilter filter, @Nullable String after) {
    return EventFlux.of(broadcaster, new EventSubscription(viewer, filter, after), EVENTS_MAX);
  }

  public GatewayStream stream() {
    return stream;
  }

  public double count(String counter) {
    return stream.metrics().get(counter).counter().count();
  }

  public double gauge(String gauge) {
    return stream.metrics().get(gauge).gauge().value();
  }

  public double replays(String outcome) {
    return stream.metrics().get("ticketstream.replays").tag("outcome", outcome).counter().count();
  }

  @Override
  public void close() {
    broadcaster.close();
    stream.close();
  }
}
