package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mutation answers. Public, as all models here, because GraphQL Java reads it. */
public record TicketPayload(
    boolean success,
    @Nullable TicketModel ticket,
    @Nullable EventModel event,
    List<CommandError> errors,
    List<EventModel> conflictingEvents) {

  /** Why a command was refused. */
  public record CommandError(
      ErrorCode code,
      String message,
      @Nullable String path,
      @Nullable Integer currentVersion,
      @Nullable Integer retryAfterMs) {}
}
