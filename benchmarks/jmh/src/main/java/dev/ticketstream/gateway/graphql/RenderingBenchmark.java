package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.BOB;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.codec.DecodedEvent;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.fanout.EventSubscription;
import dev.ticketstream.gateway.subscription.MatchKind;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.reactivestreams.Publisher;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is done once for each event and distinct selection: decoding, redacting, executing,
 * encoding. Without what Spring puts around data fetchers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RenderingBenchmark {

  private static final String DOCUMENT =
      """
      subscription {
        supportTicketEvents {
          eventId eventType timestamp version cursor
          triggeredBy { id firstName lastName }
          ticket { id reference request status priority assignedTo { id firstName lastName } }
        }
      }
      """;

  private static final String CURSOR = "c".repeat(96);

  private final EventRedactor redactor =
      new EventRedactor(new TicketVisibility(AgentScope.ALL_TICKETS));
  private final SupportTicketEvent event =
      TicketStory.of(7, CAROL)
          .next(ALICE, new TicketChange.TicketAssigned(BOB))
          .next(ALICE, new TicketChange.StatusChanged(TicketStatus.NEW, TicketStatus.OPEN))
          .last();
  private final byte[] record = SupportTicketEventCodec.encode(event);
  private @Nullable EventSource source;
  private @Nullable SharedView view;

  /** Subscribes. */
  @Setup
  @SuppressWarnings("unchecked")
  public void subscribe() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    new TicketEventWiring(new TicketProperties(Duration.ofDays(14)), Clock.systemUTC(), json)
        .configure(wiring);
    wiring.type(
        "Subscription",
        type ->
            type.dataFetcher(
                "supportTicketEvents",
                environment -> {
                  Viewer viewer = EventFixtures.agent(ALICE);
                  EventSource made =
                      new EventSource(
                          new EventSubscription(viewer, SubscriptionFilter.ALL, null),
                          ViewKey.of(environment, viewer));
                  source = made;
                  return made;
                }));
    try (InputStream schema =
        requireNonNull(TicketEventWiring.class.getResourceAsStream("/graphql/schema.graphqls"))) {
      ExecutionResult result =
          GraphQL.newGraphQL(
                  new SchemaGenerator()
                      .makeExecutableSchema(
                          new SchemaParser().parse(new String(schema.readAllBytes(), UTF_8)),
                          wiring.build()))
              .build()
              .execute(DOCUMENT);
      Publisher<ExecutionResult> results = requireNonNull(result.getData());
      view =
          new SharedView(
              requireNonNull(source),
              results,
              json,
              new ViewMetrics(new SimpleMeterRegistry(), Map.of()));
    }
  }

  /** From the event to the payload's bytes. */
  @Benchmark
  public byte[] render() {
    DeliveredEvent delivered =
        new DeliveredEvent(redactor.redact(event, Exposure.STAFF), MatchKind.WITHIN, CURSOR, false);
    return requireNonNull(view).prepare(delivered).json();
  }

  /** From Kafka's bytes to the event. */
  @Benchmark
  public DecodedEvent decode() {
    return SupportTicketEventCodec.decode(record);
  }
}
