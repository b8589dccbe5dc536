package dev.ticketstream.gateway.wire;

import reactor.core.Disposable;

/** A subscription's results, pushed. */
public interface ResultSource {

  /**
   * Begins. The first result may come before this method returns.
   *
   * @param sink where the results go
   * @return ends it without a further signal
   */
  Disposable open(ResultSink sink);
}
