package dev.ticketstream.gateway.wire;

import reactor.core.publisher.Flux;

/** What became of a requested operation. */
public sealed interface OperationResult {

  /**
   * Refused before or during execution.
   *
   * @param errors a JSON array of GraphQL errors
   */
  record Refused(EncodedPayload errors) implements OperationResult {}

  /**
   * A query's or mutation's result.
   *
   * @param result a GraphQL execution result
   */
  record Single(EncodedPayload result) implements OperationResult {}

  /**
   * A subscription.
   *
   * @param results GraphQL execution results, as far as they are requested; fails with {@link
   *     OperationFailedException}, or with {@link ConnectionRefusedException} when the whole
   *     connection has to go
   */
  record Streaming(Flux<EncodedPayload> results) implements OperationResult {}
}
