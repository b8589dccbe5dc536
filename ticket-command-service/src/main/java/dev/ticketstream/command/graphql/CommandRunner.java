package dev.ticketstream.command.graphql;

import dev.ticketstream.command.security.CommandRateLimiter;
import dev.ticketstream.command.ticket.CommandEnvelope;
import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.TicketCommand;
import dev.ticketstream.command.ticket.TicketCommandHandler;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a mutation: reads its {@code input}, hands the command over, and answers with a payload. */
@Component
class CommandRunner {

  private final TicketCommandHandler handler;
  private final TicketPayloads payloads;
  private final CommandRateLimiter rates;

  CommandRunner(TicketCommandHandler handler, TicketPayloads payloads, CommandRateLimiter rates) {
    this.rates = rates;
    this.handler = handler;
    this.payloads = payloads;
  }

  /** Runs a command that makes a ticket. */
  TicketPayload create(
      DataFetchingEnvironment call, Viewer viewer, Function<InputReader, TicketCommand> command) {
    return run(call, viewer, _ -> null, command);
  }

  /** Runs a command on the ticket that the input's {@code ticketId} names. */
  TicketPayload onTicket(
      DataFetchingEnvironment call, Viewer viewer, Function<InputReader, TicketCommand> command) {
    return run(call, viewer, input -> input.requiredUuid("ticketId"), command);
  }

  private TicketPayload run(
      DataFetchingEnvironment call,
      Viewer viewer,
      Function<InputReader, @Nullable UUID> ticketId,
      Function<InputReader, TicketCommand> command) {
    Map<String, Object> fields = call.getArgumentOrDefault("input", Map.of());
    InputReader input = new InputReader(fields, "input");
    try {
      rates.acquire(viewer, 1);
      CommandEnvelope envelope =
          new CommandEnvelope(
              viewer,
              ticketId.apply(input),
              command.apply(input),
              input.label("commandId"),
              input.expectedVersion(),
              input.label("origin"),
              input.metadata(),
              call.getGraphQlContext().get(RequestContext.TRACEPARENT),
              input.onConflict(),
              input.fingerprint(),
              false);
      return payloads.success(viewer, handler.handle(envelope));
    } catch (CommandRejectedException e) {
      return payloads.refused(viewer, e);
    }
  }
}
