package dev.ticketstream.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTests {

  @Test
  void showsRowsRateAndTimeLeft() {
    assertThat(new Progress(1500, 6000, 3000, Duration.ofSeconds(30)).line())
        .isEqualTo("rows 1,500 of 6,000 (25 %), 50 rows/s, 3,000 events, 1:30 left");
  }

  @Test
  void knowsNoTimeBeforeTheFirstRow() {
    assertThat(new Progress(0, 10, 0, Duration.ZERO).line()).contains("time left unknown");
  }

  @Test
  void isDoneAtTheEnd() {
    assertThat(new Progress(10, 10, 12, Duration.ofSeconds(1)).line()).endsWith("done");
    assertThat(new Progress(0, 0, 0, Duration.ZERO).line()).contains("100 %");
  }
}
