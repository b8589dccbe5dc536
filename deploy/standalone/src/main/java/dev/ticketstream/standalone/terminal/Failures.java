package dev.ticketstream.standalone.terminal;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** Puts what went wrong into words for the user. */
public final class Failures {

  private Failures() {}

  /**
   * Describes a failure in one line, without a class name where the cause is a plain one.
   *
   * @param failure what was thrown
   */
  public static String describe(Throwable failure) {
    return switch (failure) {
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException file -> file.getFile() + ": " + reason(file.getReason());
      default -> {
        String message = failure.getMessage();
        yield message == null ? failure.getClass().getSimpleName() : message.replace('\n', ' ');
      }
    };
  }

  private static String reason(@Nullable String reason) {
    return reason == null ? "cannot be used" : reason;
  }
}
