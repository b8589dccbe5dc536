package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;
import static dev.ticketstream.command.ticket.TicketDecider.requireStaff;

import dev.ticketstream.command.ticket.TicketCommand.UnwatchTicket;
import dev.ticketstream.command.ticket.TicketCommand.WatchTicket;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketChange.WatcherRemoved;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watching. */
final class WatchDecisions {

  List<TicketChange> watch(WatchTicket command, TicketSnapshot state, DecisionContext context) {
    Viewer user = subject(command.userId(), context);
    if (Watching.isWatching(state, user.id())) {
      return List.of();
    }
    if (Watching.isFull(state, user.isStaff())) {
      throw tooLarge(
          "At most %d %s watch a ticket."
              .formatted(Watching.OF_A_KIND_MAX, user.isStaff() ? "of the staff" : "customers"),
          "input.userId");
    }
    return List.of(new WatcherAdded(new Watcher(user.user(), user.isStaff())));
  }

  List<TicketChange> unwatch(UnwatchTicket command, TicketSnapshot state, DecisionContext context) {
    Viewer user = subject(command.userId(), context);
    return watcher(state, user.id())
        .<List<TicketChange>>map(watcher -> List.of(new WatcherRemoved(watcher)))
        .orElse(List.of());
  }

  private static Viewer subject(@Nullable String userId, DecisionContext context) {
    if (userId == null || userId.equals(context.actor().id())) {
      return context.actor();
    }
    requireStaff(context, "let others watch");
    return KnownNames.user(context, userId, "input.userId");
  }

  private static Optional<Watcher> watcher(TicketSnapshot state, String userId) {
    return state.watchers().stream()
        .filter(watcher -> watcher.user().id().equals(userId))
        .findFirst();
  }
}
