package dev.ticketstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandBenchmarkIT {

  @Test
  void measuresAndFindsEveryAnsweredCommandInTheEventStore() throws Exception {
    Measurements found =
        CommandBenchmark.run(Scale.QUICK, null, CommandBenchmark.builtJar(), List.of("-Xmx256m"));

    assertThat(found.failures()).isEmpty();
    assertThat(found.answered()).isPositive().isEqualTo(found.stored());
    assertThat(found.settings()).containsEntry("fsync", "on");
    assertThat(found.commands())
        .allSatisfy(command -> assertThat(command.atHalfRate().successes()).isPositive())
        .extracting(Measurements.Command::kind)
        .containsExactly(CommandKind.values());
    assertThat(found.reads())
        .hasSameSizeAs(ReadScenario.all())
        .allSatisfy(read -> assertThat(read.result().successes()).isPositive());
    assertThat(Report.of(found, Scale.QUICK, List.of("-Xmx256m")))
        .contains("| changeStatus |", "| addComment |", "full text");
  }
}
