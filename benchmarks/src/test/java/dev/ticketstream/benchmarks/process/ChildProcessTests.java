package dev.ticketstream.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTests {

  @TempDir Path folder;

  @Test
  void tellsTheCompilersOfAJvmFromItsOtherThreads() throws Exception {
    Path classes =
        Path.of(Waiting.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ChildProcess jvm =
        ChildProcess.java(
            "jvm", folder, List.of("-Xcomp", "-cp", classes.toString(), Waiting.class.getName()))) {
      jvm.awaitLine("waiting", Duration.ofMinutes(1));

      assertThat(jvm.compilerTime().orElseThrow()).isPositive().isLessThan(jvm.cpuTime());
    }
  }

  @Test
  void knowsNoCompilersOfAnotherProgram() throws Exception {
    try (ChildProcess other =
        ChildProcess.start("other", folder, Map.of(), List.of("sleep", "60"))) {
      assertThat(other.compilerTime()).isEmpty();
    }
  }

  /** A program that compiles what it needs and then does nothing. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws Exception {
      System.out.println("waiting");
      Thread.currentThread().join(60_000);
    }
  }
}
