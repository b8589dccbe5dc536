package dev.ticketstream.benchmarks.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Takes a server's WebSocket frames apart. For an event it looks only at the operation's id and at
 * the {@code eventId}, whose last digits are the event's number, so that reading costs little of
 * the core that everything but the server shares.
 */
final class MessageReader {

  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int UUID_LENGTH = 36;
  private static final int NUMBER_DIGITS = 8;
  private static final int OPERATION_DIGITS = 4;
  private static final Pattern ID = new Pattern("\"id\":\"");
  private static final Pattern NEXT = new Pattern("\"type\":\"next\"");
  private static final Pattern EVENT_ID = new Pattern("\"eventId\":\"");
  private static final byte[] DIGITS = new byte[128];

  static {
    for (int character = 0; character < DIGITS.length; character++) {
      DIGITS[character] = (byte) Character.digit(character, 16);
    }
  }

  /** Where the texts were in the last message; mostly they are there again. */
  private int idHint;

  private int nextHint;
  private int eventHint;

  /** Takes what the server said. */
  interface Sink {

    /**
     * An event.
     *
     * @param owner the first eight characters of the operation's id
     * @param operation the operation's number, the id's last digits
     * @param event the event's number
     */
    void next(long owner, int operation, long event);

    /** Any other message. */
    void control(String message);

    /** A ping of the WebSocket protocol. */
    void ping(byte[] payload);

    /** The server closes the socket. */
    void close(int code, String reason);
  }

  /**
   * Reads all whole frames.
   *
   * @param buffer from its start on
   * @param limit where what was received ends
   * @param sink takes the messages
   * @return where the first frame begins that is not whole yet
   */
  int read(ByteBuffer buffer, int limit, Sink sink) {
    int at = 0;
    while (limit - at >= 2) {
      int length = buffer.get(at + 1) & 0x7f;
      int head = length < 126 ? 2 : length == 126 ? 4 : 10;
      if (limit - at < head) {
        break;
      }
      if (head == 4) {
        length = buffer.getShort(at + 2) & 0xffff;
      } else if (head == 10) {
        length = Math.toIntExact(buffer.getLong(at + 2));
      }
      if (limit - at - head < length) {
        if (head + length > buffer.capacity()) {
          throw new IllegalStateException("a frame of %d bytes".formatted(length));
        }
        break;
      }
      frame(buffer, buffer.get(at) & 0xff, at + head, length, sink);
      at += head + length;
    }
    return at;
  }

  private void frame(ByteBuffer buffer, int first, int start, int length, Sink sink) {
    if ((first & FIN) == 0) {
      throw new IllegalStateException("a fragmented message");
    }
    switch (first & 0x0f) {
      case TEXT -> message(buffer, start, start + length, sink);
      case PING -> sink.ping(bytes(buffer, start, length));
      case PONG -> {}
      case CLOSE ->
          sink.close(
              length < 2 ? 1005 : buffer.getShort(start) & 0xffff,
              length < 2 ? "" : new String(bytes(buffer, start + 2, length - 2), UTF_8));
      default -> throw new IllegalStateException("a frame of type " + (first & 0x0f));
    }
  }

  private void message(ByteBuffer buffer, int start, int end, Sink sink) {
    idHint = find(buffer, start, end, ID, idHint);
    nextHint = idHint < 0 ? -1 : find(buffer, start, end, NEXT, nextHint);
    eventHint = nextHint < 0 ? -1 : find(buffer, start, end, EVENT_ID, eventHint);
    if (eventHint < 0) {
      idHint = 0;
      nextHint = 0;
      eventHint = 0;
      sink.control(new String(bytes(buffer, start, end - start), UTF_8));
      return;
    }
    int id = start + idHint + ID.length();
    int idEnd = id + OperationIds.LENGTH;
    if (buffer.get(idEnd) != '"') {
      throw new IllegalStateException("an event of an operation that nobody began");
    }
    int operation = (int) hex(buffer, idEnd - OPERATION_DIGITS, idEnd);
    int numberEnd = start + eventHint + EVENT_ID.length() + UUID_LENGTH;
    sink.next(buffer.getLong(id), operation, hex(buffer, numberEnd - NUMBER_DIGITS, numberEnd));
  }

  private static long hex(ByteBuffer buffer, int from, int end) {
    long number = 0;
    for (int at = from; at < end; at++) {
      number = number << 4 | DIGITS[buffer.get(at)];
    }
    return number;
  }

  /** The place of a text relative to the start, or -1. Looks at the hint first. */
  private static int find(ByteBuffer buffer, int start, int end, Pattern text, int hint) {
    if (hint >= 0 && text.isAt(buffer, start + hint, end)) {
      return hint;
    }
    for (int at = start; at <= end - text.length(); at++) {
      if (text.isAt(buffer, at, end)) {
        return at - start;
      }
    }
    return -1;
  }

  private static byte[] bytes(ByteBuffer buffer, int start, int length) {
    byte[] bytes = new byte[length];
    buffer.get(start, bytes);
    return bytes;
  }
}
