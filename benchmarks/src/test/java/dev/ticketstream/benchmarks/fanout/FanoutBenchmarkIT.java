package dev.ticketstream.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FanoutBenchmarkIT {

  /** A missing, doubled or wrong delivery of any contender would be an exception. */
  @Test
  void everyScenarioRunsAndNothingIsMissing() throws Exception {
    Path home = Path.of(System.getProperty("ticketstream.home")).toAbsolutePath().normalize();

    Map<Scenario, Table> found =
        FanoutBenchmark.run(
            FanoutBenchmark.quick(home, EnumSet.allOf(Contender.class), null),
            FanoutBenchmark.SCENARIOS.keySet(),
            System.out);

    assertThat(found.keySet()).containsExactlyElementsOf(FanoutBenchmark.SCENARIOS.values());
    assertThat(found.values())
        .allSatisfy(table -> assertThat(table.toString()).contains(Contender.GATEWAY.title()));
  }
}
