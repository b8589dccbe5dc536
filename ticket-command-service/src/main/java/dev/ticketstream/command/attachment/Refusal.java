package dev.ticketstream.command.attachment;

import dev.ticketstream.command.concurrency.Slots;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Why an upload or a download was refused; the name is the {@code code} in the answer. */
enum Refusal {
  /** There is no such attachment, or the caller may not know of it. */
  NOT_FOUND(HttpStatus.NOT_FOUND),
  /** The request is wrong; sending it again will not help. */
  INVALID_INPUT(HttpStatus.BAD_REQUEST),
  /** The file is too large. */
  FILE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  /** Files of this type are not accepted. */
  TYPE_NOT_ALLOWED(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  /** The part that was asked for lies outside the file. */
  RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE),
  /** The caller has too many uploads that no ticket has claimed: attach them, or wait. */
  TOO_MUCH_UNCLAIMED(HttpStatus.TOO_MANY_REQUESTS),
  /** The caller has too many transfers at once: finish one first. */
  TOO_MANY_TRANSFERS(HttpStatus.TOO_MANY_REQUESTS),
  /** This instance has too many transfers at once: try again later. */
  BUSY(HttpStatus.SERVICE_UNAVAILABLE),
  /** The upload took too long. */
  TIMEOUT(HttpStatus.REQUEST_TIMEOUT),
  /** The client went away before the upload was whole. */
  CANCELLED(HttpStatus.BAD_REQUEST);

  private final HttpStatus status;

  Refusal(HttpStatus status) {
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }

  /** The name for metrics. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The refusal of a transfer for which there is no place. */
  static TransferRefusedException tooManyTransfers(Slots.Full full) {
    return switch (full) {
      case OF_USER ->
          TOO_MANY_TRANSFERS.because("You have too many transfers at once; finish one first.");
      case OF_ALL -> BUSY.because("Too many transfers are under way; try again in a moment.");
    };
  }

  /**
   * An exception with this reason.
   *
   * @param message the same for people: what is wrong and what can be done
   */
  TransferRefusedException because(String message) {
    return new TransferRefusedException(this, message);
  }
}
