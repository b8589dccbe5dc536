package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.ErrorCode;
import graphql.execution.AbortExecutionException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Refuses requests that are over a limit, all in one form, and counts them by limit. */
@Component
class LimitRefusals {

  private final MeterRegistry registry;

  LimitRefusals(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * A refusal, counted.
   *
   * @param limit the limit's name, as its property has it
   * @param max the limit
   * @param message what is too much, for people
   * @return to be thrown, or to be taken as an error
   */
  TooMuchException of(String limit, long max, String message) {
    Counter.builder("ticketstream.graphql.refused")
        .description("GraphQL requests that were refused because they were over a limit")
        .tag("limit", limit)
        .register(registry)
        .increment();
    return new TooMuchException(limit, max, message);
  }

  /** A document nests too deep. */
  TooMuchException tooDeep(int depth, int max) {
    return of(
        "depth-max", max, "The document nests %d deep; the limit is %d.".formatted(depth, max));
  }

  /** The answer would be too large. */
  TooMuchException tooComplex(int fields, int max) {
    return of(
        "complexity-max",
        max,
        "The answer may have %d fields; the limit is %d. Ask for fewer fields or smaller pages."
            .formatted(fields, max));
  }

  /** A request is over a limit. */
  static final class TooMuchException extends AbortExecutionException {

    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long max;

    TooMuchException(String limit, long max, String message) {
      super(message);
      this.limit = limit;
      this.max = max;
    }

    @Override
    public Map<String, Object> getExtensions() {
      return Map.of("code", ErrorCode.LIMIT_EXCEEDED.name(), "limit", limit, "max", max);
    }
  }
}
