package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;
import static dev.ticketstream.events.TicketLimits.META_BYTES_MAX;

import dev.ticketstream.command.ticket.TextRules;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON value in an input must be, so that everyone can read it again: JSON parsers and
 * writers limit nesting and numbers, and one value over their limits would make every answer fail
 * that has the ticket in it.
 */
final class JsonRules {

  /** Deepest nesting of objects and lists; far below what JSON parsers refuse. */
  static final int DEPTH_MAX = 20;

  /** Longest number, in characters. */
  static final int NUMBER_LENGTH_MAX = 100;

  private JsonRules() {}

  /**
   * Checks a value and all that is in it.
   *
   * @param value the value
   * @param path the argument's path, for error messages
   * @throws dev.ticketstream.command.ticket.CommandRejectedException if it nests too deep, or has a
   *     number or a text that it must not have
   */
  static void check(@Nullable Object value, String path) {
    check(value, path, 1);
  }

  private static void check(@Nullable Object value, String path, int depth) {
    if (value instanceof Map<?, ?> object) {
      requireDepth(depth, path);
      object.forEach(
          (key, element) -> {
            text(key.toString(), path);
            check(element, path, depth + 1);
          });
    } else if (value instanceof Collection<?> list) {
      requireDepth(depth, path);
      list.forEach(element -> check(element, path, depth + 1));
    } else if (value instanceof Number number) {
      number(number, path);
    } else if (value instanceof String text) {
      text(text, path);
    }
  }

  /** Here and not in the JSON text, where control characters hide behind escapes. */
  private static void text(String text, String path) {
    TextRules.text(text, META_BYTES_MAX, path);
  }

  private static void requireDepth(int depth, String path) {
    if (depth > DEPTH_MAX) {
      throw tooLarge("The value nests deeper than %d levels.".formatted(DEPTH_MAX), path);
    }
  }

  private static void number(Number number, String path) {
    if (number.toString().length() > NUMBER_LENGTH_MAX || Double.isInfinite(number.doubleValue())) {
      throw tooLarge(
          "A number is too large or has more than %d characters.".formatted(NUMBER_LENGTH_MAX),
          path);
    }
  }
}
