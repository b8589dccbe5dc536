package dev.ticketstream.events;

/** The limits that keep every event small enough to be published. Lengths count UTF-16 units. */
public final class TicketLimits {

  /** Longest {@code request} (the title), in characters. */
  public static final int REQUEST_LENGTH_MAX = 200;

  /** Longest description or comment, in characters. */
  public static final int TEXT_LENGTH_MAX = 20_000;

  /** Most tags on a ticket. */
  public static final int TAGS_MAX = 50;

  /** Longest tag, in characters. */
  public static final int TAG_LENGTH_MAX = 50;

  /** Most watchers of a ticket. */
  public static final int WATCHERS_MAX = 200;

  /** Most relations of a ticket. */
  public static final int RELATIONS_MAX = 200;

  /** Most attachments on a ticket. */
  public static final int ATTACHMENTS_MAX = 100;

  /** Largest {@code meta}, in bytes of its JSON text in UTF-8. */
  public static final int META_BYTES_MAX = 16 * 1024;

  /** Largest encoded event, in bytes; checked before an event is stored. */
  public static final int EVENT_BYTES_MAX = 256 * 1024;

  private TicketLimits() {}
}
