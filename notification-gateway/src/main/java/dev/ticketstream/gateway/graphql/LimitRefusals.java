package dev.ticketstream.gateway.graphql;

import graphql.execution.AbortExecutionException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Refuses requests that are over a limit, all in one form, and counts them by limit. */
@Component
class LimitRefusals {

  /** The parser's own limits, on tokens and on nesting of any kind. */
  static final String PARSER = "parser";

  private final MeterRegistry registry;

  LimitRefusals(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * A refusal, counted.
   *
   * @param limit the limit's name, as its property has it
   * @param max the limit
   * @param message what is too much and what to do, for people
   */
  TooMuchException of(String limit, long max, String message) {
    count(limit);
    return new TooMuchException(limit, max, message);
  }

  /** Counts a refusal that is made elsewhere. */
  void count(String limit) {
    Counter.builder("ticketstream.graphql.refused")
        .description("GraphQL requests that were refused because they were over a limit")
        .tag("limit", limit)
        .register(registry)
        .increment();
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
      return Map.of("limit", limit, "max", max);
    }
  }
}
