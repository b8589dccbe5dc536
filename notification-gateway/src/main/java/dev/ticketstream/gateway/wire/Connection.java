package dev.ticketstream.gateway.wire;

import org.jspecify.annotations.Nullable;

/** A client that is connected, by whatever protocol. All methods may be called on any thread. */
public interface Connection {

  /** Who has connected. */
  Client client();

  /** Whose connection it is; {@code null} until the client has said so. */
  @Nullable Grant grant();

  /** How it stands now. */
  ConnectionState state();

  /**
   * Ends the connection; does nothing if it has ended.
   *
   * @param reason what the client is told
   */
  void close(CloseReason reason);
}
