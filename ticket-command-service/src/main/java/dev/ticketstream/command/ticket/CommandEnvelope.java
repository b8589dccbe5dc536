package dev.ticketstream.command.ticket;

import dev.ticketstream.events.access.Viewer;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command with who sent it and how.
 *
 * @param actor who sent it
 * @param ticketId the ticket; {@code null} only for {@link TicketCommand.CreateTicket}
 * @param command what to do
 * @param commandId names the command, so that a retry gets the first result; unique per actor, at
 *     most {@link #ID_LENGTH_MAX} characters
 * @param expectedVersion the version that the actor decided on, as this actor counts
 * @param origin the client session, at most {@link #ID_LENGTH_MAX} characters
 * @param metadata free key-value pairs for tools
 * @param traceparent W3C trace context of the request
 * @param onConflict what to do when the ticket has moved on since the expected version
 * @param fingerprint what the client asked for, as a hash that a retry has too; {@code null}: a
 *     retry is not compared with the first command
 * @param inBulk whether this is one of several commands on different tickets that share {@code
 *     commandId}
 */
public record CommandEnvelope(
    Viewer actor,
    @Nullable UUID ticketId,
    TicketCommand command,
    @Nullable String commandId,
    @Nullable Integer expectedVersion,
    @Nullable String origin,
    Map<String, String> metadata,
    @Nullable String traceparent,
    ConflictPolicy onConflict,
    @Nullable String fingerprint,
    boolean inBulk) {

  /** Longest {@code commandId} and {@code origin}, in characters. */
  public static final int ID_LENGTH_MAX = 100;

  /** Most metadata entries. */
  public static final int METADATA_ENTRIES_MAX = 20;

  /** Longest metadata key, in characters. */
  public static final int METADATA_KEY_LENGTH_MAX = 100;

  /** Longest metadata value, in characters. */
  public static final int METADATA_VALUE_LENGTH_MAX = 1_000;

  public CommandEnvelope {
    metadata = Map.copyOf(metadata);
  }

  /** A command that is refused when the ticket has moved on. */
  public CommandEnvelope(
      Viewer actor,
      @Nullable UUID ticketId,
      TicketCommand command,
      @Nullable String commandId,
      @Nullable Integer expectedVersion,
      @Nullable String origin,
      Map<String, String> metadata,
      @Nullable String traceparent) {
    this(
        actor,
        ticketId,
        command,
        commandId,
        expectedVersion,
        origin,
        metadata,
        traceparent,
        ConflictPolicy.REJECT,
        null,
        false);
  }

  /** The same on a ticket. */
  public CommandEnvelope onTicket(UUID ticket, @Nullable Integer expected) {
    return new CommandEnvelope(
        actor,
        ticket,
        command,
        commandId,
        expected,
        origin,
        metadata,
        traceparent,
        onConflict,
        fingerprint,
        inBulk);
  }

  /** Under which the first result is kept and found, per actor; {@code null}: it is not kept. */
  @Nullable String deduplicationKey() {
    // A line feed is in no commandId, so this is no other command's key.
    return commandId == null || !inBulk ? commandId : commandId + "\n" + ticketId;
  }
}
