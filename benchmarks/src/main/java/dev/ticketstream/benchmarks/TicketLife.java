package dev.ticketstream.benchmarks;

import dev.ticketstream.command.ticket.TicketCommand;
import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One ticket's commands: created, and for most of them worked on and talked about. */
final class TicketLife {

  /** Carries out a command and gives the ticket's id. */
  interface Desk {
    UUID carryOut(Viewer actor, @Nullable UUID ticketId, TicketCommand command);
  }

  private static final List<String> TAGS =
      List.of("vip", "outage", "hardware", "software", "remote", "onsite", "refund", "security");

  private final DeskUsers users;
  private final RandomGenerator random;
  private final TicketTexts texts;
  private final Desk desk;
  private Instant now;

  TicketLife(DeskUsers users, RandomGenerator random, Instant createdAt, Desk desk) {
    this.users = users;
    this.random = random;
    this.texts = new TicketTexts(random);
    this.now = createdAt;
    this.desk = desk;
  }

  /** Carries out all of them. */
  void live() {
    Viewer agent = users.agent(random);
    FillClock.set(now);
    UUID id = desk.carryOut(agent, null, creation(agent));
    for (TicketStatus next : path()) {
      pause();
      desk.carryOut(agent, id, new ChangeStatus(next));
    }
    while (random.nextInt(100) < 40) {
      pause();
      boolean internal = random.nextInt(4) == 0;
      desk.carryOut(agent, id, new AddComment(texts.comment(), internal, null, List.of()));
    }
  }

  private CreateTicket creation(Viewer agent) {
    RequestType[] types = RequestType.values();
    TicketPriority[] priorities = TicketPriority.values();
    return new CreateTicket(
        texts.title(),
        texts.description(),
        types[random.nextInt(types.length)],
        priorities[random.nextInt(priorities.length)],
        users.customer(random).id(),
        random.nextInt(4) == 0 ? null : agent.id(),
        random.nextInt(10) == 0
            ? null
            : DeskUsers.TEAMS.get(random.nextInt(DeskUsers.TEAMS.size())),
        random.nextInt(3) == 0 ? List.of(TAGS.get(random.nextInt(TAGS.size()))) : List.of(),
        null);
  }

  /** A quarter is open, a quarter in progress, the rest new, on hold, resolved or closed. */
  private List<TicketStatus> path() {
    int where = random.nextInt(100);
    if (where < 10) {
      return List.of();
    }
    if (where < 35) {
      return List.of(TicketStatus.OPEN);
    }
    if (where < 60) {
      return List.of(TicketStatus.IN_PROGRESS);
    }
    if (where < 65) {
      return List.of(TicketStatus.IN_PROGRESS, TicketStatus.ON_HOLD);
    }
    return where < 80
        ? List.of(TicketStatus.OPEN, TicketStatus.RESOLVED)
        : List.of(TicketStatus.CLOSED);
  }

  /** Nothing happens after the present. */
  private void pause() {
    Instant later = now.plus(Duration.ofMinutes(10 + random.nextInt(2_000)));
    Instant present = Instant.now();
    now = later.isBefore(present) ? later : present;
    FillClock.set(now);
  }
}
