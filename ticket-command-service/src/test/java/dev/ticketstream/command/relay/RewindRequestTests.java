package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewindRequestTests {

  @Test
  void readsTheThreePlaces() {
    assertThat(RewindRequest.valueOf("beginning").place())
        .isEqualTo(new RewindRequest.Place.After(0));
    assertThat(RewindRequest.valueOf("end").place()).isEqualTo(new RewindRequest.Place.End());
    assertThat(RewindRequest.valueOf("seq:1200").place())
        .isEqualTo(new RewindRequest.Place.After(1200));
  }

  @Test
  void aLabelMakesItAnotherRequestForTheSamePlace() {
    RewindRequest labelled = RewindRequest.valueOf("seq:5#restore of 3 May");
    assertThat(labelled.place()).isEqualTo(RewindRequest.valueOf("seq:5").place());
    assertThat(labelled).isNotEqualTo(RewindRequest.valueOf("seq:5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "start", "seq:", "seq:-1", "seq:1x", "end#", "seq:9999999999999999999"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> RewindRequest.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be beginning, end or seq:N");
  }

  @Test
  void bindsFromTheProperty() {
    assertThat(RelayTestBed.bind(Map.of("rewind-to", "end#once")).rewindTo())
        .isEqualTo(RewindRequest.valueOf("end#once"));
  }
}
