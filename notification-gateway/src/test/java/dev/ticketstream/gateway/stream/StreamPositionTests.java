package dev.ticketstream.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamPositionTests {

  @Test
  void standsAtTheBeginningOfPartitionsThatItDoesNotMention() {
    assertThat(StreamPosition.of(4).at(7)).isZero();
    assertThat(StreamPosition.of(4)).isEqualTo(StreamPosition.of(4, 0));
    assertThat(StreamPosition.of(4)).hasSameHashCodeAs(StreamPosition.of(4, 0));
    assertThat(StreamPosition.of(4)).isNotEqualTo(StreamPosition.of(4, 1));
  }

  @Test
  void reachesWhatItIsNotBehindInAnyPartition() {
    assertThat(StreamPosition.of(4, 2).reaches(StreamPosition.of(4))).isTrue();
    assertThat(StreamPosition.of(4).reaches(StreamPosition.of(4, 2))).isFalse();
    assertThat(StreamPosition.of(9, 1).reaches(StreamPosition.of(4, 2))).isFalse();
  }

  @Test
  void movesOnePartitionAndTakesTheLaterOfTwo() {
    assertThat(StreamPosition.of(4).with(2, 5)).isEqualTo(StreamPosition.of(4, 0, 5));
    assertThat(StreamPosition.of(4, 9).max(StreamPosition.of(6, 1, 2)))
        .isEqualTo(StreamPosition.of(6, 9, 2));
  }

  @Test
  void refusesNegativeOffsets() {
    assertThatThrownBy(() -> StreamPosition.of(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
