package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.START;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketChange.TicketCreated;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Changes that scenarios begin with. */
final class Given {

  static final TicketChange CREATED_BY_CAROL = created(null, List.of("printer"));
  static final TicketChange WATCHED_BY_ALICE = watched(ALICE);

  private Given() {}

  static TicketChange createdBy(Viewer requester) {
    return created("TKT-000001", requester, null, List.of());
  }

  static TicketChange created(@Nullable String team, List<String> tags) {
    return created("TKT-000001", CAROL, team, tags);
  }

  static TicketChange created(String reference, @Nullable String team, List<String> tags) {
    return created(reference, CAROL, team, tags);
  }

  private static TicketChange created(
      String reference, Viewer requester, @Nullable String team, List<String> tags) {
    return new TicketCreated(
        reference,
        "Printer",
        "It burns",
        RequestType.BUG,
        TicketPriority.MEDIUM,
        requester.user(),
        team,
        tags,
        null,
        TicketScenario.deadline(START, TicketPriority.MEDIUM));
  }

  static TicketChange watched(Viewer viewer) {
    return new WatcherAdded(new Watcher(viewer.user(), viewer.isStaff()));
  }

  /** As many watchers as one kind can have. */
  static TicketChange[] watchers(Role role) {
    return IntStream.range(0, Watching.OF_A_KIND_MAX)
        .mapToObj(i -> watched(TicketScenario.viewer("user" + i, role)))
        .toArray(TicketChange[]::new);
  }

  /** A comment "Hello" that mentions nobody. */
  static Comment comment(UUID id, Viewer author, boolean internal) {
    return new Comment(
        id, null, "Hello", internal, author.user(), START, List.of(), author.isStaff(), null);
  }

  static TicketChange status(TicketStatus from, TicketStatus to) {
    return new StatusChanged(from, to);
  }
}
