package dev.ticketstream.gateway.wire;

import java.nio.charset.StandardCharsets;

/**
 * A close frame's content.
 *
 * @param code why
 * @param text the same for people, without internals; cut to the 123 bytes that a close frame has
 *     room for
 */
public record CloseReason(CloseCode code, String text) {

  private static final int TEXT_BYTES_MAX = 123;

  public CloseReason {
    String cut = text;
    while (cut.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES_MAX) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    text = cut;
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
