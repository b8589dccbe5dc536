package dev.ticketstream.command.eventstore;

import java.util.List;
import org.jspecify.annotations.NonNull;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Statements that another one's round trip takes along, before it. Each is executed only when the
 * one before it is done, and sees what was committed until then.
 *
 * @param sql the statements, separated by semicolons
 * @param statements how many
 * @param arguments their arguments
 * @param answer reads the last one's rows
 * @param <T> what they answer
 */
public record Preceding<T extends @NonNull Object>(
    String sql, int statements, List<?> arguments, ResultSetExtractor<T> answer) {

  public Preceding {
    arguments = List.copyOf(arguments);
  }
}
