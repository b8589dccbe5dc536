package dev.ticketstream.standalone.importer;

import dev.ticketstream.events.TicketStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;

/**
 * The moves that lead from one status to another, as the status machine allows staff to make them.
 */
final class StatusPath {

  private StatusPath() {}

  /**
   * The shortest way.
   *
   * @return the statuses to set one after the other, ending with the target; none when there is
   *     nothing to do
   */
  static List<TicketStatus> between(TicketStatus from, TicketStatus to) {
    Map<TicketStatus, TicketStatus> cameFrom = new HashMap<>();
    Deque<TicketStatus> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty() && !cameFrom.containsKey(to)) {
      TicketStatus status = open.remove();
      for (TicketStatus next : next(status)) {
        if (next != from && cameFrom.putIfAbsent(next, status) == null) {
          open.add(next);
        }
      }
    }
    LinkedList<TicketStatus> path = new LinkedList<>();
    for (TicketStatus step = to; step != from; step = cameFrom.getOrDefault(step, from)) {
      path.addFirst(step);
    }
    return List.copyOf(path);
  }

  /** The preferred way first. Nothing leads back to NEW: the log's New is OPEN by then. */
  private static List<TicketStatus> next(TicketStatus status) {
    return switch (status) {
      case NEW -> List.of(TicketStatus.IN_PROGRESS, TicketStatus.OPEN, TicketStatus.CLOSED);
      case OPEN -> List.of(TicketStatus.IN_PROGRESS, TicketStatus.RESOLVED, TicketStatus.CLOSED);
      case IN_PROGRESS ->
          List.of(
              TicketStatus.ON_HOLD, TicketStatus.RESOLVED, TicketStatus.OPEN, TicketStatus.CLOSED);
      case ON_HOLD -> List.of(TicketStatus.IN_PROGRESS, TicketStatus.RESOLVED, TicketStatus.CLOSED);
      case RESOLVED -> List.of(TicketStatus.CLOSED, TicketStatus.OPEN);
      case CLOSED -> List.of(TicketStatus.OPEN);
    };
  }
}
