package dev.ticketstream.command.export;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many exports run in this instance, and how many of each user. */
@Component
final class ExportSlots {

  private final ExportProperties properties;
  private final Map<String, Integer> byUser = new HashMap<>();
  private int taken;

  ExportSlots(ExportProperties properties) {
    this.properties = properties;
  }

  /**
   * Takes a place.
   *
   * @return whether there was one; it must be {@linkplain #release given back}
   */
  synchronized boolean take(String userId) {
    int own = byUser.getOrDefault(userId, 0);
    if (taken >= properties.concurrentMax() || own >= properties.concurrentPerUserMax()) {
      return false;
    }
    taken++;
    byUser.put(userId, own + 1);
    return true;
  }

  synchronized void release(String userId) {
    taken--;
    byUser.computeIfPresent(userId, (_, own) -> own == 1 ? null : own - 1);
  }
}
