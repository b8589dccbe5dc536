package dev.ticketstream.events.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverdueTests {

  private static final Instant DEADLINE = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aTicketIsOverdueAfterItsDeadlineWhileItIsUnresolved() {
    for (TicketStatus status : TicketStatus.values()) {
      boolean unresolved = status != TicketStatus.RESOLVED && status != TicketStatus.CLOSED;
      assertThat(ticket(status, DEADLINE).isOverdue(DEADLINE.plusNanos(1000)))
          .as(status.name())
          .isEqualTo(unresolved);
      assertThat(ticket(status, DEADLINE).isOverdue(DEADLINE)).isFalse();
      assertThat(ticket(status, null).isOverdue(DEADLINE)).isFalse();
    }
  }

  @Test
  void theClockStandsStillWhileTheTicketIsOnHold() {
    TicketSnapshot held =
        ticket(TicketStatus.ON_HOLD, DEADLINE).toBuilder().onHoldSince(DEADLINE).build();
    TicketSnapshot heldTooLate = held.toBuilder().onHoldSince(DEADLINE.plusNanos(1000)).build();

    assertThat(held.isOverdue(DEADLINE.plusSeconds(1))).isFalse();
    assertThat(heldTooLate.isOverdue(DEADLINE.plusSeconds(1))).isTrue();
  }

  private static TicketSnapshot ticket(TicketStatus status, @Nullable Instant deadline) {
    Instant created = Instant.EPOCH;
    return new TicketSnapshot(
        new UUID(0, 1),
        "TKT-000001",
        "Title",
        "",
        RequestType.BUG,
        status,
        TicketPriority.LOW,
        new UserRef("carol", "", "", null),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        0,
        null,
        deadline,
        created,
        created,
        created,
        null,
        null,
        null,
        null,
        null,
        1,
        1,
        false);
  }
}
