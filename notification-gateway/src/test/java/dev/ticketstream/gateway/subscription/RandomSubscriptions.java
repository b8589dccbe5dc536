package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Viewers and filters at random: the same seed gives the same. */
public final class RandomSubscriptions {

  private static final List<UserRef> USERS =
      List.of(
          EventFixtures.ALICE,
          EventFixtures.BOB,
          EventFixtures.TESS,
          EventFixtures.CAROL,
          EventFixtures.DAVE);

  private final Random random;
  private final List<UUID> tickets;

  /**
   * @param seed decides everything
   * @param ticketsMax how many tickets there may be
   */
  public RandomSubscriptions(long seed, int ticketsMax) {
    this.random = new Random(seed);
    this.tickets = LongStream.rangeClosed(1, ticketsMax).mapToObj(TicketStory::ticketId).toList();
  }

  /** Somebody. */
  public Viewer viewer() {
    return new Viewer(
        USERS.get(random.nextInt(USERS.size())),
        Set.of(Role.values()[random.nextInt(Role.values().length)]),
        subset(List.of("first-line", "second-line"), 2));
  }

  /** Each criterion is mostly absent, sometimes there and seldom empty. */
  public SubscriptionFilter filter() {
    return new SubscriptionFilter(
        sometimes(tickets, 6),
        sometimes(List.of(EventType.values()), 8),
        random.nextInt(5) == 0 ? USERS.get(random.nextInt(USERS.size())).id() : null,
        sometimes(List.of(TicketStatus.values()), 4),
        sometimes(List.of(TicketPriority.values()), 3),
        random.nextInt(4) == 0 ? subset(List.of(Relation.values()), 2) : Set.of(),
        sometimes(List.of("first-line", "second-line"), 2));
  }

  private <T> @Nullable Set<T> sometimes(List<T> values, int max) {
    return random.nextInt(5) == 0 ? subset(values, max) : null;
  }

  private <T> Set<T> subset(List<T> values, int max) {
    Set<T> chosen = new HashSet<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      chosen.add(values.get(random.nextInt(values.size())));
    }
    return chosen;
  }
}
