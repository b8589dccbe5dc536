package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelayCursorTests {

  private static final DatabaseIdentity DATABASE = new DatabaseIdentity("1/2", 1);

  private final RelayCursor reached = new RelayCursor(DATABASE, "10:10:", null, 7, null, "end");
  private final StoredEvent event =
      new StoredEvent(
          9, UUID.randomUUID(), UUID.randomUUID(), 1, "CREATED", Instant.EPOCH, new byte[1], null);

  @Test
  void keepsThePreviousSnapshotUntilTheTargetIsReached() {
    RelayCursor paging = reached.after(new EventPage("20:20:", List.of(event), false));
    assertThat(paging)
        .isEqualTo(new RelayCursor(DATABASE, "10:10:", "20:20:", 9, event.eventId(), "end"));
  }

  @Test
  void makesTheTargetThePreviousSnapshotOnceItIsReached() {
    RelayCursor complete = reached.after(new EventPage("20:20:", List.of(event), true));
    assertThat(complete)
        .isEqualTo(new RelayCursor(DATABASE, "20:20:", null, 9, event.eventId(), "end"));
  }

  @Test
  void remembersTheLastEventWhenNothingNewWasFound() {
    RelayCursor idle =
        reached
            .after(new EventPage("20:20:", List.of(event), true))
            .after(new EventPage("30:30:", List.of(), true));
    assertThat(idle)
        .isEqualTo(new RelayCursor(DATABASE, "30:30:", null, 9, event.eventId(), "end"));
  }
}
