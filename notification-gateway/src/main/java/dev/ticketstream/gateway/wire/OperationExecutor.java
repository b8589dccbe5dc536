package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import reactor.core.publisher.Mono;

/** Parses, validates, authorises and executes operations: the control plane behind a session. */
public interface OperationExecutor {

  /**
   * Executes an operation.
   *
   * @param viewer on whose behalf
   * @param id the operation's id on its connection
   * @param request the operation
   * @return what became of it; what the client did wrong is {@link OperationResult.Refused}, never
   *     an exception
   */
  Mono<OperationResult> execute(Viewer viewer, String id, OperationRequest request);

  /**
   * The errors for an operation that would be one too many.
   *
   * @param operationsMax how many a connection may have
   */
  EncodedPayload tooManyOperations(int operationsMax);

  /** The errors for a fault of the gateway's own. */
  EncodedPayload internalError();
}
