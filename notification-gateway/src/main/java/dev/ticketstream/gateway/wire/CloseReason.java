package dev.ticketstream.gateway.wire;

import java.nio.charset.StandardCharsets;

/**
 * A close frame's content.
 *
 * @param cause why; its code is the close frame's
 * @param text the same for people, without internals; cut to the 123 bytes that a close frame has
 *     room for
 */
public record CloseReason(CloseCause cause, String text) {

  private static final int TEXT_BYTES_MAX = 123;

  public CloseReason {
    String cut = text;
    while (cut.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES_MAX) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    text = cut;
  }

  /**
   * A code's usual cause with another text.
   *
   * @param code why
   * @param text the same for people
   */
  public CloseReason(CloseCode code, String text) {
    this(CloseCause.of(code), text);
  }

  /** The close frame's code. */
  public CloseCode code() {
    return cause.code();
  }

  /**
   * The code with its usual text.
   *
   * @param code why
   */
  public static CloseReason of(CloseCode code) {
    return new CloseReason(code, code.text());
  }
}
