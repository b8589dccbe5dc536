package dev.ticketstream.command.ticket;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The timer {@code ticketstream.commands}, by type of command and outcome. */
@Component
class CommandMetrics {

  private static final String NAME = "ticketstream.commands";

  private final MeterRegistry registry;

  CommandMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  CommandOutcome timed(TicketCommand command, Supplier<@Nullable CommandOutcome> work) {
    Timer.Sample sample = Timer.start(registry);
    String outcome = "fault";
    try {
      CommandOutcome result = work.get();
      if (result == null) {
        throw new IllegalStateException("a transaction gave no result");
      }
      outcome = result.event() == null ? "unchanged" : "changed";
      return result;
    } catch (CommandRejectedException e) {
      outcome = e.code().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      sample.stop(
          Timer.builder(NAME)
              .description("Time to carry out a command, its commit included")
              .tag("command", command.getClass().getSimpleName())
              .tag("outcome", outcome)
              .register(registry));
    }
  }
}
