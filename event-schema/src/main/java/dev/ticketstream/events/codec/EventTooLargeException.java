package dev.ticketstream.events.codec;

/** An encoded event is larger than {@link dev.ticketstream.events.TicketLimits#EVENT_BYTES_MAX}. */
public final class EventTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int sizeBytes;

  EventTooLargeException(int sizeBytes, int limitBytes) {
    super("the event takes %d bytes, the limit is %d".formatted(sizeBytes, limitBytes));
    this.sizeBytes = sizeBytes;
  }

  /** The event's encoded size in bytes. */
  public int sizeBytes() {
    return sizeBytes;
  }
}
