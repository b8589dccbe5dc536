package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.wire.EncodedPayload;
import dev.ticketstream.gateway.wire.ResultSink;
import dev.ticketstream.gateway.wire.ResultSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * A reactive stream as a subscription's results, one at a time as long as the sink has room.
 *
 * @param results the stream
 */
record FluxResults(Flux<EncodedPayload> results) implements ResultSource {

  @Override
  public Disposable open(ResultSink sink) {
    return results.subscribeWith(
        new BaseSubscriber<>() {
          @Override
          protected void hookOnSubscribe(Subscription subscription) {
            request(1);
          }

          @Override
          protected void hookOnNext(EncodedPayload result) {
            sink.next(result);
            if (sink.hasRoom()) {
              request(1);
            } else {
              sink.whenRoom(() -> request(1));
            }
          }

          @Override
          protected void hookOnComplete() {
            sink.complete();
          }

          @Override
          protected void hookOnError(Throwable error) {
            sink.error(error);
          }
        });
  }
}
