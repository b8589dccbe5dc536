package dev.ticketstream.command.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlotsTests {

  @Test
  void aUserHasSoManyAndTheInstanceSoMany() {
    Slots slots = new Slots(SlotLimits.withoutWaiting(3, 2));
    Slots.Slot first = take(slots, "carol");
    take(slots, "carol");
    assertThat(full(slots, "carol")).isEqualTo(Slots.Full.OF_USER);
    take(slots, "dave");
    assertThat(full(slots, "dave")).isEqualTo(Slots.Full.OF_ALL);
    assertThat(full(slots, "erin")).isEqualTo(Slots.Full.OF_ALL);
    assertThat(slots.taken()).isEqualTo(3);
    first.close();
    take(slots, "carol").close();
    assertThat(slots.taken()).isEqualTo(2);
  }

  @Test
  void whoWaitsGetsThePlaceThatBecomesFree() throws Exception {
    Slots slots = new Slots(new SlotLimits(1, 1, Duration.ofMinutes(1), 1));
    Slots.Slot first = take(slots, "carol");
    CompletableFuture<Slots.Slot> second = CompletableFuture.supplyAsync(() -> take(slots, "dave"));
    Awaitility.await().until(() -> slots.waiting() == 1);
    // No more than one may wait.
    assertThat(full(slots, "erin")).isEqualTo(Slots.Full.OF_ALL);
    first.close();
    second.get(10, TimeUnit.SECONDS).close();
    assertThat(slots.taken()).isZero();
    assertThat(slots.waiting()).isZero();
  }

  @Test
  void nobodyWaitsForLongerThanTheLimit() {
    Slots slots = new Slots(new SlotLimits(2, 1, Duration.ofMillis(20), 5));
    take(slots, "carol");
    assertThat(full(slots, "carol")).isEqualTo(Slots.Full.OF_USER);
    assertThat(slots.waiting()).isZero();
    take(slots, "dave").close();
  }

  private static Slots.Slot take(Slots slots, String userId) {
    return slots.take(userId, RefusedException::new);
  }

  private static Slots.Full full(Slots slots, String userId) {
    return catchThrowableOfType(RefusedException.class, () -> take(slots, userId)).full;
  }

  private static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Slots.Full full;

    RefusedException(Slots.Full full) {
      this.full = full;
    }
  }
}
