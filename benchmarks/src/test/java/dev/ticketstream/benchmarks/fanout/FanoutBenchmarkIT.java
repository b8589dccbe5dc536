package dev.ticketstream.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class FanoutBenchmarkIT {

  /** A missing, doubled or wrong delivery of any contender would be an exception. */
  @Test
  void everyScenarioRunsAndNothingIsMissing() throws Exception {
    Path home = Path.of(System.getProperty("ticketstream.home")).toAbsolutePath().normalize();

    Results results =
        FanoutBenchmark.run(
            FanoutBenchmark.quick(home, EnumSet.allOf(Contender.class), null),
            FanoutBenchmark.SCENARIOS.keySet(),
            Duration.ofHours(1),
            System.out);

    assertThat(results.tables()).hasSameSizeAs(FanoutBenchmark.SCENARIOS);
    assertThat(results.tables().values())
        .allSatisfy(table -> assertThat(table.toString()).contains(Contender.GATEWAY.title()));
    assertThat(results.file())
        .content()
        .contains(Contender.BROADCASTER.title())
        .contains(results.tables().keySet());
  }
}
