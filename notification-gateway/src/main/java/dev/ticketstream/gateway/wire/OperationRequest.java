package dev.ticketstream.gateway.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GraphQL operation as the client sent it.
 *
 * @param query the document
 * @param operationName which of the document's operations; {@code null} when there is one
 * @param variables the variables, maybe empty
 * @param extensions protocol extensions, maybe empty
 */
public record OperationRequest(
    String query,
    @Nullable String operationName,
    Map<String, @Nullable Object> variables,
    Map<String, @Nullable Object> extensions) {

  /**
   * Reads a GraphQL request.
   *
   * @param json the body of an HTTP request
   * @throws InvalidMessageException saying what is wrong, fit for the client
   */
  public static OperationRequest parse(String json) throws InvalidMessageException {
    return ClientMessageReader.readOperation(json);
  }
}
