package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 14, on a content of 100 bytes. */
class ByteRangeTests {

  private static final String ETAG = "\"ab\"";

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=10-19, 10, 19",
    "bytes=99-, 99, 99",
    "bytes=50-1000, 50, 99",
    "bytes=-1, 99, 99",
    "bytes=-100, 0, 99",
    "bytes=-1000, 0, 99",
    "Bytes = 1 - 2, 1, 2",
  })
  void takesSingleRanges(String header, long first, long last) {
    assertThat(ByteRange.requested(header, null, ETAG, 100)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
  void refusesWhatLiesOutside(String header) {
    assertThatThrownBy(() -> ByteRange.requested(header, null, ETAG, 100))
        .isInstanceOfSatisfying(
            TransferRefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.RANGE_NOT_SATISFIABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=5-4",
        "bytes=-",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "lines=0-1",
        "bytes",
        "",
        "bytes=0-1000000000000000000"
      })
  void ignoresWhatItDoesNotUnderstand(String header) {
    assertThat(ByteRange.requested(header, null, ETAG, 100)).isEqualTo(Optional.empty());
  }

  @Test
  void aConditionThatFailsAsksForTheWhole() {
    assertThat(ByteRange.requested("bytes=0-1", ETAG, ETAG, 100)).isPresent();
    assertThat(ByteRange.requested("bytes=0-1", "\"cd\"", ETAG, 100)).isEmpty();
    assertThat(ByteRange.requested("bytes=0-1", "W/" + ETAG, ETAG, 100)).isEmpty();
    assertThat(ByteRange.requested("bytes=200-", "\"cd\"", ETAG, 100)).isEmpty();
    assertThat(ByteRange.requested(null, null, ETAG, 100)).isEmpty();
  }
}
