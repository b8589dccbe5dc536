package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.access.TicketVisibility;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CommandTimeoutIT {

  private final RunningService service = RunningService.get();
  private final TransactionTemplate transactions = service.bean(TransactionTemplate.class);
  private final EventStore events = service.bean(EventStore.class);

  @Test
  void whoeverWaitsTooLongForATicketIsToldToSendTheCommandAgain() {
    UUID ticket =
        service
            .bean(TicketCommandHandler.class)
            .handle(
                command(
                    null,
                    new CreateTicket(
                        "Held",
                        "",
                        RequestType.OTHER,
                        TicketPriority.LOW,
                        null,
                        null,
                        null,
                        List.of(),
                        null)))
            .ticket()
            .id();
    CommandRejectedException refusal = whileHeld(ticket);
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal.reason()).contains("Send it again");
    assertThat(events.read(ticket, 0, 10)).hasSize(1);
  }

  /** What a command is told while another transaction holds its ticket. */
  private CommandRejectedException whileHeld(UUID ticket) {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      return Objects.requireNonNull(
          transactions.execute(
              _ -> {
                events.lockAndReadNewest(ticket);
                return CompletableFuture.supplyAsync(() -> refused(ticket), other)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
              }));
    }
  }

  private CommandRejectedException refused(UUID ticket) {
    return Objects.requireNonNull(
        catchThrowableOfType(
            CommandRejectedException.class,
            () -> impatient().handle(command(ticket, new AddTag("a")))));
  }

  private TicketCommandHandler impatient() {
    TransactionTemplate oneSecond =
        new TransactionTemplate(service.bean(PlatformTransactionManager.class));
    oneSecond.setTimeout(1);
    return new TicketCommandHandler(
        oneSecond,
        service.bean(CommandDeduplication.class),
        service.bean(TicketStreams.class),
        service.bean(ConflictCheck.class),
        service.bean(ContextAssembler.class),
        service.bean(TicketVisibility.class),
        service.bean(TicketRules.class),
        service.bean(CommandMetrics.class),
        service.bean(Clock.class));
  }

  private static CommandEnvelope command(@Nullable UUID ticket, TicketCommand command) {
    return new CommandEnvelope(ALICE, ticket, command, null, null, null, Map.of(), null);
  }
}
