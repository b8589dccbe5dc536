package dev.ticketstream.gateway.subscription;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.BOB;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static dev.ticketstream.events.fixtures.EventFixtures.DAVE;
import static dev.ticketstream.events.fixtures.EventFixtures.TESS;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets many tickets live at once and at random: the same seed gives the same events. */
public final class RandomStories {

  private static final List<UserRef> USERS = List.of(ALICE, BOB, TESS, CAROL, DAVE);

  private final Random random;
  private final int ticketsMax;
  private final List<TicketStory> stories = new ArrayList<>();

  /**
   * @param seed decides everything
   * @param ticketsMax how many tickets there are at most
   */
  public RandomStories(long seed, int ticketsMax) {
    this.random = new Random(seed);
    this.ticketsMax = ticketsMax;
  }

  /** The next event of some ticket. */
  public SupportTicketEvent next() {
    if (stories.isEmpty() || (stories.size() < ticketsMax && random.nextInt(5) == 0)) {
      stories.add(
          TicketStory.of(
              stories.size() + 1L,
              user(),
              this.<@Nullable String>pick("first-line", "second-line", null)));
      return stories.getLast().last();
    }
    TicketStory story = stories.get(random.nextInt(stories.size()));
    return story.next(user(), change(story.ticket())).last();
  }

  /** The next events. */
  public List<SupportTicketEvent> next(int count) {
    return Stream.generate(this::next).limit(count).toList();
  }

  private TicketChange change(TicketSnapshot ticket) {
    UserRef user = user();
    return switch (random.nextInt(12)) {
      case 0 -> new TicketChange.TicketAssigned(user);
      case 1 ->
          ticket.assignedTo() == null
              ? new TicketChange.TicketAssigned(user)
              : new TicketChange.TicketUnassigned(ticket.assignedTo());
      case 2 ->
          new TicketChange.MovedToTeam(
              this.<@Nullable String>pick("first-line", "second-line", null));
      case 3 -> new TicketChange.StatusChanged(ticket.status(), pick(TicketStatus.values()));
      case 4 -> new TicketChange.PriorityChanged(ticket.priority(), pick(TicketPriority.values()));
      case 5 -> new TicketChange.CommentAdded(EventFixtures.comment(user, "any news?"));
      case 6 -> new TicketChange.CommentAdded(EventFixtures.internalComment(user, "DNS"));
      case 7, 8 ->
          ticket.watchers().stream().anyMatch(watcher -> watcher.user().equals(user))
              ? new TicketChange.TagAdded("watched")
              : new TicketChange.WatcherAdded(new Watcher(user, random.nextBoolean()));
      case 9 ->
          ticket.watchers().isEmpty()
              ? new TicketChange.TagAdded("unwatched")
              : new TicketChange.WatcherRemoved(ticket.watchers().getFirst());
      case 10 ->
          ticket.deleted() ? new TicketChange.TicketRestored() : new TicketChange.TicketDeleted();
      default -> new TicketChange.TagAdded("tag-" + random.nextInt(100));
    };
  }

  private UserRef user() {
    return USERS.get(random.nextInt(USERS.size()));
  }

  @SafeVarargs
  private <T extends @Nullable Object> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
