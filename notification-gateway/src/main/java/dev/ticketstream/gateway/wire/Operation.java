package dev.ticketstream.gateway.wire;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** One operation that a client requested. */
final class Operation implements ResultSink, MulticastTarget {

  private static final Logger log = LoggerFactory.getLogger(Operation.class);

  private final String id;
  private final byte[] nextPrefix;
  private final Operations operations;
  private final OutboundQueue queue;
  private @Nullable Disposable execution;
  private volatile @Nullable Disposable source;

  /** Whether nothing more is written. Set on the event loop. */
  private volatile boolean over;

  private volatile @Nullable Runnable onBehind;

  /** Of the event loop. */
  private @Nullable MulticastRun run;

  Operation(String id, Operations operations, OutboundQueue queue) {
    this.id = id;
    this.nextPrefix = ServerFrames.nextPrefix(id);
    this.operations = operations;
    this.queue = queue;
  }

  String id() {
    return id;
  }

  /** Only for the event loop. */
  void start(Mono<OperationResult> result) {
    Disposable started = result.subscribe(this::executed, this::error);
    if (!started.isDisposed()) {
      execution = started;
    }
  }

  /**
   * Stops without telling the client. Only for the event loop, so that nothing is written after.
   */
  void abandon() {
    endOutput();
    dispose(execution);
    dispose(source);
  }

  private void executed(OperationResult result) {
    switch (result) {
      case OperationResult.Refused(EncodedPayload errors) -> fail(errors);
      case OperationResult.Single(EncodedPayload payload) -> {
        next(payload);
        complete();
      }
      case OperationResult.Streaming(ResultSource results) -> open(results);
    }
  }

  private void endOutput() {
    over = true;
    queue.forget(this);
  }

  private void open(ResultSource results) {
    if (over) {
      return;
    }
    Disposable opened = results.open(this);
    source = opened;
    if (over) {
      opened.dispose();
    }
  }

  @Override
  public boolean hasRoom() {
    return queue.hasRoom();
  }

  @Override
  public void whenRoom(Runnable action) {
    queue.whenRoom(this, action);
    if (over) {
      queue.forget(this);
    }
  }

  @Override
  public void next(EncodedPayload result) {
    queue.offer(this, result);
  }

  @Override
  public void nextOfMany(EncodedPayload result) {
    queue.collect(this, result);
  }

  @Override
  public @Nullable Multicast multicast(Runnable behind) {
    onBehind = behind;
    if (!queue.claimMulticast(this)) {
      return null;
    }
    if (!operations.isActive(this)) {
      // It has ended meanwhile, and may have done so before it had anything to give back.
      queue.releaseMulticast(this);
      return null;
    }
    return queue.multicast();
  }

  @Override
  public void behind() {
    Runnable action = onBehind;
    if (action != null) {
      action.run();
    }
  }

  @Override
  public @Nullable MulticastRun run() {
    return run;
  }

  @Override
  public void run(@Nullable MulticastRun joined) {
    run = joined;
  }

  @Override
  public MulticastTarget operation() {
    return this;
  }

  @Override
  public void complete() {
    end(ServerFrames.complete(id));
  }

  @Override
  public void error(Throwable error) {
    switch (error) {
      case OperationFailedException failed -> fail(failed.errors());
      case ConnectionRefusedException refused -> operations.refuseConnection(refused.reason());
      default -> {
        log.error("Operation failed unexpectedly", error);
        fail(operations.internalError());
      }
    }
  }

  @Override
  public OutboundQueue queue() {
    return queue;
  }

  @Override
  public byte[] prefix() {
    return nextPrefix;
  }

  @Override
  public boolean isWanted() {
    return !over;
  }

  private void fail(EncodedPayload errors) {
    end(ServerFrames.error(id, errors));
  }

  private void end(EncodedPayload lastMessage) {
    if (operations.remove(this)) {
      queue.offer(new Last(), lastMessage);
    }
  }

  /**
   * The operation's last message. Another thread may just be handing over a result, or may have
   * collected one: what comes after this message in the queue is not written.
   */
  private final class Last implements FrameTarget {

    @Override
    public OutboundQueue queue() {
      return queue;
    }

    @Override
    public byte[] prefix() {
      return NOTHING;
    }

    @Override
    public boolean isWanted() {
      endOutput();
      return true;
    }

    @Override
    public MulticastTarget operation() {
      return Operation.this;
    }
  }

  private static void dispose(@Nullable Disposable running) {
    if (running != null) {
      running.dispose();
    }
  }
}
