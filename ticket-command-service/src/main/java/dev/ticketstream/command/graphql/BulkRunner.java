package dev.ticketstream.command.graphql;

import dev.ticketstream.command.graphql.BulkPayload.Result;
import dev.ticketstream.command.graphql.TicketPayload.CommandError;
import dev.ticketstream.command.security.CommandRateLimiter;
import dev.ticketstream.command.ticket.BulkCommandHandler;
import dev.ticketstream.command.ticket.BulkRun;
import dev.ticketstream.command.ticket.CommandEnvelope;
import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.TicketCommand;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Runs a bulk mutation: the same command on each of the input's {@code tickets}. */
@Component
class BulkRunner {

  private final BulkCommandHandler handler;
  private final TicketPayloads payloads;
  private final CommandRateLimiter rates;

  BulkRunner(BulkCommandHandler handler, TicketPayloads payloads, CommandRateLimiter rates) {
    this.handler = handler;
    this.payloads = payloads;
    this.rates = rates;
  }

  BulkPayload run(
      DataFetchingEnvironment call, Viewer viewer, Function<InputReader, TicketCommand> command) {
    Map<String, Object> fields = call.getArgumentOrDefault("input", Map.of());
    InputReader input = new InputReader(fields, "input");
    try {
      List<InputReader> tickets = input.objects("tickets", handler.ticketsMax());
      rates.acquire(viewer, Math.max(1, tickets.size()));
      CommandEnvelope common =
          new CommandEnvelope(
              viewer,
              null,
              command.apply(input),
              input.label("commandId"),
              null,
              input.label("origin"),
              input.metadata(),
              call.getGraphQlContext().get(RequestContext.TRACEPARENT),
              input.onConflict(),
              input.fingerprint(),
              true);
      BulkRun run = handler.begin(tickets.size());
      List<Result> results = new ArrayList<>(tickets.size());
      for (InputReader ticket : tickets) {
        results.add(result(run, common, ticket));
      }
      return new BulkPayload(results, List.of());
    } catch (CommandRejectedException e) {
      return new BulkPayload(List.of(), payloads.refused(viewer, e).errors());
    }
  }

  private Result result(BulkRun run, CommandEnvelope common, InputReader ticket) {
    TicketPayload payload;
    try {
      payload =
          payloads.success(
              common.actor(),
              run.handle(
                  common.onTicket(ticket.requiredUuid("ticketId"), ticket.expectedVersion())));
    } catch (CommandRejectedException e) {
      payload = payloads.refused(common.actor(), e);
    }
    return new Result(
        ticket.requiredText("ticketId"),
        payload.success(),
        payload.ticket(),
        payload.event(),
        payload.errors().stream().map(error -> inList(error, ticket)).toList());
  }

  /** Commands know one ticket; the error names its place in the list. */
  private static CommandError inList(CommandError error, InputReader ticket) {
    String path = error.path();
    boolean ofTicket = "input.ticketId".equals(path) || "input.expectedVersion".equals(path);
    return path == null || !ofTicket
        ? error
        : new CommandError(
            error.code(),
            error.message(),
            ticket.path(path.substring("input.".length())),
            error.currentVersion(),
            error.retryAfterMs());
  }
}
