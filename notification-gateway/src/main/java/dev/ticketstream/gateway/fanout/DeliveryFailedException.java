package dev.ticketstream.gateway.fanout;

/**
 * An event could not be handed on by a fault of the gateway's own, and nobody knows who has it. The
 * subscriber is to subscribe again, after the last cursor that it has.
 */
public final class DeliveryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param cause what failed
   */
  public DeliveryFailedException(Throwable cause) {
    super("an event could not be handed on", cause);
  }
}
