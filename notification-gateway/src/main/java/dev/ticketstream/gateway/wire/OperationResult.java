package dev.ticketstream.gateway.wire;

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
   * @param results GraphQL execution results, as they come
   */
  record Streaming(ResultSource results) implements OperationResult {}
}
