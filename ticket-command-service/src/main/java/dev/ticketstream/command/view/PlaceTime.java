package dev.ticketstream.command.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A time inside a cursor. */
public final class PlaceTime {

  private PlaceTime() {}

  /**
   * Reads a time exactly as {@link Instant#toString} wrote it, of a year that PostgreSQL and RFC
   * 3339 know. All else that ISO 8601 allows was not written by this service.
   *
   * @param text the text, as a caller sent it
   * @return the time, or empty if it is not such a text
   */
  public static Optional<Instant> parse(String text) {
    try {
      Instant time = Instant.parse(text);
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      return year >= 1 && year <= 9999 && time.toString().equals(text)
          ? Optional.of(time)
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
