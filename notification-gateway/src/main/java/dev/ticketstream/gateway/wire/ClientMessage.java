package dev.ticketstream.gateway.wire;

import java.util.Map;

/** What a client may send. */
sealed interface ClientMessage {

  /** Asks for the connection to be acknowledged. */
  record ConnectionInit(Map<String, Object> payload) implements ClientMessage {}

  /** Asks for a pong. */
  record Ping(Map<String, Object> payload) implements ClientMessage {}

  /** Answers a ping, or shows life unasked. */
  record Pong() implements ClientMessage {}

  /** Requests an operation under an id of the client's choice. */
  record Subscribe(String id, OperationRequest request) implements ClientMessage {}

  /** Ends an operation. */
  record Complete(String id) implements ClientMessage {}
}
