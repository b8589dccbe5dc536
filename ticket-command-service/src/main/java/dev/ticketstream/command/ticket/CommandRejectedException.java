package dev.ticketstream.command.ticket;

import org.jspecify.annotations.Nullable;

/**
 * A command or a query was refused, and nothing was changed. Made often, so without stack trace.
 */
public class CommandRejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String path;

  /**
   * @param code why
   * @param message the same for people, without internals
   * @param path the input field that is at fault, e.g. {@code input.request}, if it is one
   */
  public CommandRejectedException(ErrorCode code, String message, @Nullable String path) {
    super(message, null, false, false);
    this.code = code;
    this.path = path;
  }

  /** Why it was refused. */
  public ErrorCode code() {
    return code;
  }

  /** The same for people, without internals. */
  public String reason() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }

  /** The input field that is at fault, e.g. {@code input.request}, if it is one. */
  public @Nullable String path() {
    return path;
  }

  /** A refusal because the caller may see the ticket, but not do this. */
  public static CommandRejectedException forbidden(String message) {
    return new CommandRejectedException(ErrorCode.FORBIDDEN, message, null);
  }

  /** A refusal because a field's value is wrong. */
  public static CommandRejectedException invalid(String message, String path) {
    return new CommandRejectedException(ErrorCode.INVALID_INPUT, message, path);
  }

  /** A refusal because a field's value, or what it would make of the ticket, is too large. */
  public static CommandRejectedException tooLarge(String message, String path) {
    return new CommandRejectedException(ErrorCode.LIMIT_EXCEEDED, message, path);
  }

  /** A refusal because what a field names does not exist, or the caller may not know of it. */
  public static CommandRejectedException notFound(String message, String path) {
    return new CommandRejectedException(ErrorCode.NOT_FOUND, message, path);
  }

  /**
   * The one refusal for tickets that do not exist and tickets that the caller may not know of: both
   * are made here, so that they cannot be told apart.
   */
  public static CommandRejectedException ticketNotFound() {
    return notFound("There is no such ticket.", "input.ticketId");
  }
}
