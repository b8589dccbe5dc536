package dev.ticketstream.command.concurrency;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Places for what may run at once in this instance, and of each user. */
public final class Slots {

  private final SlotLimits limits;
  private final Map<String, Integer> byUser = new HashMap<>();
  private int taken;
  private int waiting;

  public Slots(SlotLimits limits) {
    this.limits = limits;
  }

  /** A place among what runs, until it is closed; to be closed once. */
  public interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /** Why there is no place. */
  public enum Full {
    /** The user has all that one may have. */
    OF_USER,
    /** All places are taken, whoever has them. */
    OF_ALL
  }

  /**
   * Takes a place, and waits for it if the limits say so.
   *
   * @param userId whose it is
   * @param refusal what to throw when there is none
   */
  public synchronized Slot take(String userId, Function<Full, RuntimeException> refusal) {
    Full full = full(userId);
    if (full != null && waiting < limits.waitingMax()) {
      waiting++;
      try {
        full = await(userId, full);
      } finally {
        waiting--;
      }
    }
    if (full != null) {
      throw refusal.apply(full);
    }
    taken++;
    byUser.merge(userId, 1, Integer::sum);
    return () -> release(userId);
  }

  /** How many places are taken. */
  public synchronized int taken() {
    return taken;
  }

  /** How many wait for a place. */
  public synchronized int waiting() {
    return waiting;
  }

  private @Nullable Full full(String userId) {
    if (byUser.getOrDefault(userId, 0) >= limits.perUserMax()) {
      return Full.OF_USER;
    }
    return taken >= limits.max() ? Full.OF_ALL : null;
  }

  private @Nullable Full await(String userId, Full before) {
    long end = System.nanoTime() + limits.waitMax().toNanos();
    @Nullable Full full = before;
    long left = limits.waitMax().toNanos();
    while (full != null && left > 0) {
      try {
        // At least a millisecond: 0 would be for ever.
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return full;
      }
      full = full(userId);
      left = end - System.nanoTime();
    }
    return full;
  }

  private synchronized void release(String userId) {
    taken--;
    byUser.computeIfPresent(userId, (_, own) -> own == 1 ? null : own - 1);
    // All of them: whose place it can be depends on the user.
    notifyAll();
  }
}
