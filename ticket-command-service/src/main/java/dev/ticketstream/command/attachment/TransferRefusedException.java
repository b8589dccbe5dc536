package dev.ticketstream.command.attachment;

/** An upload or a download was refused, and nothing is left of it. */
final class TransferRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  TransferRefusedException(Refusal refusal, String message) {
    super(message, null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
