package dev.ticketstream.gateway.wire;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A stream of results over HTTP, which can only be ended. */
final class StreamConnection implements Connection {

  private final Grant grant;
  private final Sinks.Empty<Void> ended = Sinks.empty();

  StreamConnection(Grant grant) {
    this.grant = grant;
  }

  @Override
  public Grant grant() {
    return grant;
  }

  @Override
  public void close(CloseReason reason) {
    ended.tryEmitEmpty();
  }

  /** Completes when the stream must end. */
  Mono<Void> ended() {
    return ended.asMono();
  }
}
