package dev.ticketstream.gateway.http;

import io.github.bucket4j.TimeMeter;

/** A clock that is told the time. */
final class SetClock implements TimeMeter {

  long nanos;

  @Override
  public long currentTimeNanos() {
    return nanos;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }
}
