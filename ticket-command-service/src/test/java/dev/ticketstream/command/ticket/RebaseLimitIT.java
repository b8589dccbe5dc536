package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTag;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RebaseLimitIT {

  private static final int EVENTS_MAX = 1_000;

  private final TicketCommandHandler handler =
      RunningService.get().bean(TicketCommandHandler.class);

  @Test
  void aCommandIsRebasedOverALimitedNumberOfEvents() {
    CreateTicket create =
        new CreateTicket(
            "Long ago",
            "",
            RequestType.OTHER,
            TicketPriority.LOW,
            null,
            null,
            null,
            List.of(),
            null);
    UUID ticket = handler.handle(command(null, create, null)).ticket().id();
    for (int i = 0; i <= EVENTS_MAX; i++) {
      TicketCommand busy = i % 2 == 0 ? new AddTag("busy") : new RemoveTag("busy");
      handler.handle(command(ticket, busy, null));
    }
    VersionConflictException conflict =
        catchThrowableOfType(
            VersionConflictException.class,
            () -> handler.handle(command(ticket, new AddTag("a"), 1)));
    assertThat(Objects.requireNonNull(conflict).missedEvents()).hasSize(100);
    assertThat(handler.handle(command(ticket, new AddTag("a"), 2)).ticket().tags())
        .containsExactly("busy", "a");
  }

  private static CommandEnvelope command(
      @Nullable UUID ticket, TicketCommand command, @Nullable Integer expectedVersion) {
    return new CommandEnvelope(
        ALICE,
        ticket,
        command,
        null,
        expectedVersion,
        null,
        Map.of(),
        null,
        ConflictPolicy.REBASE,
        null,
        false);
  }
}
