package dev.ticketstream.command.view;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a place in a list by relevance.
 *
 * @param rank how well the text matches, as PostgreSQL writes it
 * @param readAt when the first page was read: texts that came later do not count on later pages
 */
record RankedPlace(String rank, Instant readAt) {

  private static final Pattern FORMAT =
      Pattern.compile("(?<rank>[0-9]{1,10}(\\.[0-9]{1,20})?(e-[0-2][0-9])?)@(?<millis>[0-9]{13})");

  static Optional<RankedPlace> parse(String value) {
    Matcher matcher = FORMAT.matcher(value);
    return matcher.matches()
        ? Optional.of(
            new RankedPlace(
                matcher.group("rank"),
                Instant.ofEpochMilli(Long.parseLong(matcher.group("millis")))))
        : Optional.empty();
  }

  String value() {
    return rank + "@" + readAt.toEpochMilli();
  }

  /** The last id (UUIDv7) that could be made then. */
  static UUID lastIdAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0xffff, -1);
  }
}
