package dev.ticketstream.command.attachment;

import java.util.HashMap;
import java.util.Map;

/** How many transfers of one direction run in this instance, and how many of each user. */
final class TransferSlots {

  private final int max;
  private final int perUserMax;
  private final Map<String, Integer> byUser = new HashMap<>();
  private int taken;

  TransferSlots(int max, int perUserMax) {
    this.max = max;
    this.perUserMax = perUserMax;
  }

  /** A place among the running transfers, until it is closed. */
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @param userId whose transfer it is
   * @throws TransferRefusedException when there is none
   */
  synchronized Slot take(String userId) {
    int own = byUser.getOrDefault(userId, 0);
    if (own >= perUserMax) {
      throw Refusal.TOO_MANY_TRANSFERS.because(
          "You have %d transfers at once; finish one first.".formatted(own));
    }
    if (taken >= max) {
      throw Refusal.BUSY.because("Too many transfers are under way; try again in a moment.");
    }
    taken++;
    byUser.put(userId, own + 1);
    return () -> release(userId);
  }

  private synchronized void release(String userId) {
    taken--;
    byUser.computeIfPresent(userId, (_, own) -> own == 1 ? null : own - 1);
  }

  synchronized int taken() {
    return taken;
  }
}
