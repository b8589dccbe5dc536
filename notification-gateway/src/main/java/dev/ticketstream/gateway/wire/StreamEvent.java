package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What goes to an event stream, as {@code graphql-sse} has it: in three pieces, so that a result
 * that goes to many streams is copied only when it is written.
 *
 * @param isLast whether nothing that is offered after it is written
 */
record StreamEvent(byte[] before, byte[] json, byte[] after, boolean isLast) {

  private static final byte[] NEXT = "event: next\ndata: ".getBytes(UTF_8);
  private static final byte[] NEXT_ERRORS = "event: next\ndata: {\"errors\":".getBytes(UTF_8);
  private static final byte[] END = "\n\n".getBytes(UTF_8);
  private static final byte[] END_ERRORS = "}\n\n".getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  /** A comment, which clients pass over. */
  static final StreamEvent KEEP_ALIVE =
      new StreamEvent(NOTHING, ":\n\n".getBytes(UTF_8), NOTHING, false);

  static StreamEvent next(EncodedPayload result) {
    return new StreamEvent(NEXT, result.json(), END, false);
  }

  /** A result that is nothing but errors; an operation's last one. */
  static StreamEvent errors(EncodedPayload errors) {
    return new StreamEvent(NEXT_ERRORS, errors.json(), END_ERRORS, true);
  }

  /** The last event of an operation that has ended. */
  static byte[] complete() {
    return "event: complete\ndata: \n\n".getBytes(UTF_8);
  }

  /** The last comment of a stream that the gateway ends. */
  static byte[] closed(CloseReason reason) {
    return ": %d %s\n\n".formatted(reason.code().code(), reason.text()).getBytes(UTF_8);
  }

  int length() {
    return before.length + json.length + after.length;
  }
}
