package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The operations in progress on one connection, by the client's ids. */
final class Operations {

  /** Begins with the smallest table: most connections have one operation, and there are many. */
  private final Map<String, Operation> active = new ConcurrentHashMap<>(1);

  private final OutboundQueue queue;
  private final OperationExecutor executor;
  private final int operationsMax;
  private final SessionMetrics metrics;
  private final Consumer<CloseReason> closer;

  /**
   * @param closer closes the connection; may be called on any thread
   */
  Operations(
      OutboundQueue queue,
      OperationExecutor executor,
      int operationsMax,
      SessionMetrics metrics,
      Consumer<CloseReason> closer) {
    this.queue = queue;
    this.executor = executor;
    this.operationsMax = operationsMax;
    this.metrics = metrics;
    this.closer = closer;
  }

  /** Starts an operation. Only for the event loop. */
  void start(Viewer viewer, ClientMessage.Subscribe subscribe) {
    String id = subscribe.id();
    if (active.containsKey(id)) {
      closer.accept(
          new CloseReason(
              CloseCode.SUBSCRIBER_EXISTS, "Subscriber for %s already exists".formatted(id)));
      return;
    }
    if (active.size() >= operationsMax) {
      queue.offer(ServerFrames.error(id, executor.tooManyOperations(operationsMax)));
      return;
    }
    Operation operation = new Operation(id, this, queue);
    active.put(id, operation);
    metrics.operationStarted();
    operation.start(executor.execute(viewer, id, subscribe.request()));
  }

  /** How many there are. */
  int size() {
    return active.size();
  }

  /** Ends an operation because the client has enough of it. Only for the event loop. */
  void complete(String id) {
    Operation operation = active.get(id);
    if (operation != null && remove(operation)) {
      operation.abandon();
    }
  }

  /** Ends all operations because the connection ends. Only for the event loop. */
  void abandonAll() {
    active.keySet().forEach(this::complete);
  }

  /** Frees the operation's id and its place. */
  boolean remove(Operation operation) {
    boolean removed = active.remove(operation.id(), operation);
    if (removed) {
      queue.releaseMulticast(operation);
      metrics.operationEnded();
    }
    return removed;
  }

  /** Whether an operation has not ended. */
  boolean isActive(Operation operation) {
    return active.get(operation.id()) == operation;
  }

  EncodedPayload internalError() {
    return executor.internalError();
  }

  void refuseConnection(CloseReason reason) {
    closer.accept(reason);
  }
}
