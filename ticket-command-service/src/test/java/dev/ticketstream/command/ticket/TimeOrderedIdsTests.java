package dev.ticketstream.command.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTests {

  /** RFC 9562, 5.7 and A.6: the example of the standard. */
  @Test
  void followsTheStandardsExample() {
    UUID id = TimeOrderedIds.of(0x017F22E279B0L, 0xCC3, 0x18C4DC0C0C07398FL);
    assertThat(id).isEqualTo(UUID.fromString("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
  }

  @Test
  void idsAreOfVersionSevenAndDifferent() {
    TimeOrderedIds ids = new TimeOrderedIds();
    UUID first = ids.get();
    UUID second = ids.get();
    assertThat(first.version()).isEqualTo(7);
    assertThat(first.variant()).isEqualTo(2);
    assertThat(first).isNotEqualTo(second);
    assertThat(second.getMostSignificantBits() >>> 16)
        .isGreaterThanOrEqualTo(first.getMostSignificantBits() >>> 16);
  }
}
