package dev.ticketstream.gateway.subscription;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;

import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.TicketStory;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How long it takes to find the subscriptions that an event is for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchingBenchmark {

  private static final int TEAMS = 60;

  /** What everybody subscribes to. */
  public enum Interest {
    /** Each customer follows one ticket of their own: an event is for one. */
    OWN_TICKET,
    /** Each customer follows all that is theirs: an event is for one. */
    OWN_TICKETS,
    /**
     * Each agent follows what is resolved in their team: an event is for one of {@value #TEAMS}.
     */
    TEAM_AND_STATUS,
    /** Each agent follows everything: an event is for all. */
    EVERYTHING
  }

  /** How many subscriptions there are. */
  @Param({"1000", "10000", "100000"})
  int subscriptions;

  /** What they are for. */
  @Param Interest interest = Interest.OWN_TICKET;

  private final SubscriptionIndex<Integer> index =
      new SubscriptionIndex<>(
          new SubscriptionMatcher(new TicketVisibility(AgentScope.ALL_TICKETS)));
  private @Nullable EventFacts event;

  /** Fills the index. */
  @Setup
  public void fill() {
    for (int i = 0; i < subscriptions; i++) {
      add(i);
    }
    event =
        EventFacts.of(
            TicketStory.of(7, customer(7), team(7))
                .next(ALICE, new TicketChange.TicketAssigned(ALICE))
                .next(
                    ALICE, new TicketChange.StatusChanged(TicketStatus.NEW, TicketStatus.RESOLVED))
                .last());
  }

  private void add(int number) {
    switch (interest) {
      case OWN_TICKET -> index.add(number, customerViewer(number), tickets(number));
      case OWN_TICKETS ->
          index.add(
              number,
              customerViewer(number),
              new SubscriptionFilter(
                  null, null, null, null, null, Set.of(Relation.values()), null));
      case TEAM_AND_STATUS ->
          index.add(
              number,
              agentViewer(number),
              new SubscriptionFilter(
                  null,
                  null,
                  null,
                  Set.of(TicketStatus.RESOLVED),
                  Set.of(TicketPriority.values()),
                  Set.of(),
                  Set.of(team(number))));
      case EVERYTHING -> index.add(number, agentViewer(number), SubscriptionFilter.ALL);
    }
  }

  private static SubscriptionFilter tickets(int number) {
    UUID ticket = TicketStory.ticketId(number);
    return new SubscriptionFilter(Set.of(ticket), null, null, null, null, Set.of(), null);
  }

  private static UserRef customer(int number) {
    return new UserRef("customer-" + number, CAROL.firstName(), CAROL.lastName(), null);
  }

  private static Viewer customerViewer(int number) {
    return new Viewer(customer(number), Set.of(Role.CUSTOMER), Set.of());
  }

  private static Viewer agentViewer(int number) {
    UserRef user = new UserRef("agent-" + number, ALICE.firstName(), ALICE.lastName(), null);
    return new Viewer(user, Set.of(Role.AGENT), Set.of(team(number)));
  }

  private static String team(int number) {
    return "team-" + number % TEAMS;
  }

  /** An event's facts and its subscriptions. */
  @Benchmark
  public int match(Blackhole found) {
    EventFacts facts = event;
    if (facts == null) {
      return 0;
    }
    int count = 0;
    for (var run : index.match(EventFacts.of(facts.event()))) {
      for (int i = 0; i < run.size(); i++) {
        found.consume(run.subscription(i));
      }
      count += run.size();
    }
    return count;
  }

  /** How many the event is for. */
  int matches() {
    EventFacts facts = event;
    return facts == null ? 0 : index.match(facts).stream().mapToInt(Run::size).sum();
  }
}
