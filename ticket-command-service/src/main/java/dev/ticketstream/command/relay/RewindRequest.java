package dev.ticketstream.command.relay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator's wish to set the cursor anew: {@code beginning}, {@code end} or {@code seq:N}, with
 * an optional {@code #label}. The cursor remembers the text of the last one, so that a service
 * restarted with the same option does not do it again; another label makes it another wish.
 *
 * @param text what the operator wrote
 * @param place from where to publish
 */
record RewindRequest(String text, Place place) {

  /** Where publishing goes on. */
  sealed interface Place {

    /** After what the database holds now: nothing of it is published (again). */
    record End() implements Place {}

    /** With every event whose {@code seq} is above a number; 0 means all. */
    record After(long seq) implements Place {}
  }

  private static final Pattern FORMAT =
      Pattern.compile("(beginning|end|seq:(\\d{1,18}))(#.{1,100})?");

  /**
   * Parses the value of {@code ticketstream.relay.rewind-to}; found by Spring's binder.
   *
   * @param text e.g. {@code seq:1200#restore of 3 May}
   * @throws IllegalArgumentException if it is none of the three forms
   */
  public static RewindRequest valueOf(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "ticketstream.relay.rewind-to is \"%s\"; it must be beginning, end or seq:N, with an optional #label"
              .formatted(text));
    }
    Place place =
        switch (matcher.group(1)) {
          case "beginning" -> new Place.After(0);
          case "end" -> new Place.End();
          default -> new Place.After(Long.parseLong(matcher.group(2)));
        };
    return new RewindRequest(text, place);
  }
}
