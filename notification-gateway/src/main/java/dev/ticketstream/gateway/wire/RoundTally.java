package dev.ticketstream.gateway.wire;

/** What a round of an event loop has done. */
final class RoundTally {

  private int frames;
  private long bytes;
  private long settledBytes;
  private long savedBytes;
  private int dropped;

  /** Notes frames that are written. */
  void written(int count, int length) {
    frames += count;
    bytes += length;
  }

  /** Notes bytes that were announced to {@link OutboundTotal#handedOver}, written or not. */
  void settled(int length) {
    settledBytes += length;
  }

  /** Notes bytes that compression spares. */
  void saved(int length) {
    savedBytes += length;
  }

  /** Notes frames that nobody wants any more. */
  void dropped(int count) {
    dropped += count;
  }

  int frames() {
    return frames;
  }

  long bytes() {
    return bytes;
  }

  long settledBytes() {
    return settledBytes;
  }

  long savedBytes() {
    return savedBytes;
  }

  int dropped() {
    return dropped;
  }

  void clear() {
    frames = 0;
    bytes = 0;
    settledBytes = 0;
    savedBytes = 0;
    dropped = 0;
  }
}
