package dev.ticketstream.command.ticket;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. */
final class TimeOrderedIds implements Supplier<UUID> {

  private final SecureRandom random = new SecureRandom();

  @Override
  public UUID get() {
    return of(System.currentTimeMillis(), random.nextLong(), random.nextLong());
  }

  static UUID of(long unixMillis, long random12, long random62) {
    long high = (unixMillis << 16) | 0x7000L | (random12 & 0x0FFFL);
    long low = (random62 & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
