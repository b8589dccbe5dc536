package dev.ticketstream.gateway.wire;

import java.time.Duration;

/** Settings of which a test cares for few. */
final class TestSettings {

  private TestSettings() {}

  static SessionSettings of(long outboundBytesMax) {
    Duration minute = Duration.ofMinutes(1);
    return new SessionSettings(
        minute, minute, minute, minute, 100, 50, 65_536, outboundBytesMax, minute, minute);
  }
}
