package dev.ticketstream.gateway.wire;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/**
 * One operation that a client requested. Requests more results only while the connection's queue is
 * within its bound, so that a replay flows as fast as the client reads.
 */
final class Operation extends BaseSubscriber<EncodedPayload> {

  private static final Logger log = LoggerFactory.getLogger(Operation.class);

  /** Results that may be on their way to the queue at a time. */
  private static final int RESULTS_IN_FLIGHT_MAX = 16;

  private final String id;
  private final byte[] nextPrefix;
  private final Operations operations;
  private final OutboundQueue queue;
  private final OperationExecutor executor;
  private final Disposable.Swap execution = Disposables.swap();
  private final AtomicLong owed = new AtomicLong();
  private volatile boolean cancelled;

  Operation(String id, Operations operations, OutboundQueue queue, OperationExecutor executor) {
    this.id = id;
    this.nextPrefix = ServerFrames.payloadPrefix(id, "next");
    this.operations = operations;
    this.queue = queue;
    this.executor = executor;
  }

  String id() {
    return id;
  }

  void start(Mono<OperationResult> result) {
    execution.update(result.subscribe(this::executed, this::hookOnError));
  }

  /**
   * Stops without telling the client. Only for the event loop, so that nothing is written after.
   */
  void abandon() {
    cancelled = true;
    execution.dispose();
    dispose();
  }

  /** Requests what was held back while the queue was over its bound. */
  void resume() {
    long count = owed.getAndSet(0);
    if (count > 0) {
      request(count);
    }
  }

  private void executed(OperationResult result) {
    switch (result) {
      case OperationResult.Refused(EncodedPayload errors) -> fail(errors);
      case OperationResult.Single(EncodedPayload payload) -> {
        next(payload);
        end(ServerFrames.complete(id));
      }
      case OperationResult.Streaming(var results) -> results.subscribe(this);
    }
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    request(RESULTS_IN_FLIGHT_MAX);
  }

  @Override
  protected void hookOnNext(EncodedPayload payload) {
    next(payload);
    owed.incrementAndGet();
    if (!queue.isOverBound()) {
      resume();
    }
  }

  @Override
  protected void hookOnComplete() {
    end(ServerFrames.complete(id));
  }

  @Override
  protected void hookOnError(Throwable error) {
    switch (error) {
      case OperationFailedException failed -> fail(failed.errors());
      case ConnectionRefusedException refused -> operations.refuseConnection(refused.reason());
      default -> {
        log.error("Operation failed unexpectedly", error);
        fail(executor.internalError());
      }
    }
  }

  private void next(EncodedPayload payload) {
    queue.offer(ServerFrames.withPayload(nextPrefix, payload), this::isWanted);
  }

  private void fail(EncodedPayload errors) {
    end(ServerFrames.withPayload(ServerFrames.payloadPrefix(id, "error"), errors));
  }

  private void end(ByteBuf lastFrame) {
    if (operations.remove(this)) {
      queue.offer(lastFrame, this::isWanted);
    }
  }

  private boolean isWanted() {
    return !cancelled;
  }
}
