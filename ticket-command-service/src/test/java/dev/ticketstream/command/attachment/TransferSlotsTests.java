package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class TransferSlotsTests {

  private final TransferSlots slots = new TransferSlots(3, 2);

  @Test
  void aUserHasSoManyAndTheInstanceSoMany() {
    TransferSlots.Slot first = slots.take("carol");
    slots.take("carol");
    assertThat(refusal("carol")).isEqualTo(Refusal.TOO_MANY_TRANSFERS);
    slots.take("dave");
    assertThat(refusal("dave")).isEqualTo(Refusal.BUSY);
    assertThat(refusal("erin")).isEqualTo(Refusal.BUSY);
    assertThat(slots.taken()).isEqualTo(3);
    first.close();
    slots.take("carol").close();
    assertThat(slots.taken()).isEqualTo(2);
  }

  private Refusal refusal(String userId) {
    return catchThrowableOfType(TransferRefusedException.class, () -> slots.take(userId)).refusal();
  }
}
