package dev.ticketstream.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FanoutOptionsTests {

  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new FanoutBenchmark())
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rounds=0",
        "--reference-rounds=-1",
        "--minutes=0",
        "--scale=0",
        "--scale=1.1",
        "--scale=NaN"
      })
  void refusesWhatWouldMeasureNothing(String option) {
    assertThat(run("A", option)).isEqualTo(2);
    assertThat(errors.toString()).contains(option.substring(0, option.indexOf('=')));
  }

  @Test
  void saysWhereScenariosStandToWhoTakesThemForContenders() {
    assertThat(run("--only", "B")).isEqualTo(2);
    assertThat(errors.toString()).contains("GATEWAY").contains("benchmarks/run fanout A");
  }
}
