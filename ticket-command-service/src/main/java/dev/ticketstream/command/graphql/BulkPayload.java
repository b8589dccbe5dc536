package dev.ticketstream.command.graphql;

import dev.ticketstream.command.graphql.TicketPayload.CommandError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk mutation answers. Public, as all models here, because GraphQL Java reads it.
 *
 * @param results one for each ticket, in the order of the input; none when the whole was refused
 * @param errors why the whole was refused, before any ticket was tried
 */
public record BulkPayload(List<Result> results, List<CommandError> errors) {

  /** Whether it was carried out on all tickets. */
  public boolean success() {
    return errors.isEmpty() && failed() == 0;
  }

  /** On how many tickets it was carried out. */
  public int succeeded() {
    return results.size() - failed();
  }

  /** On how many it was not. */
  public int failed() {
    return (int) results.stream().filter(result -> !result.success()).count();
  }

  /** What became of it on one ticket. */
  public record Result(
      String ticketId,
      boolean success,
      @Nullable TicketModel ticket,
      @Nullable EventModel event,
      List<CommandError> errors) {}
}
