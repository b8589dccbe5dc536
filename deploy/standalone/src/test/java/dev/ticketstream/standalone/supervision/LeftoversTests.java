package dev.ticketstream.standalone.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTests {

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), System.err);

  @Test
  void stopsWhatAKilledLauncherLeftRunningAndSaysSo() throws Exception {
    Process leftover = TestProcesses.sleeping();
    Path file = folder.resolve("processes");
    new Ledger(file).add("kafka", leftover.toHandle(), "sleep", Signal.TERM);
    Leftovers.stop(new Ledger(file), terminal);
    assertThat(leftover.isAlive()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("kafka", "" + leftover.pid());
    assertThat(new Ledger(file).entries()).isEmpty();
  }

  @Test
  void killsWhatDoesNotEndWhenAsked() throws Exception {
    Process stubborn = new ProcessBuilder("bash", "-c", "trap '' INT; exec sleep 600").start();
    Path file = folder.resolve("processes");
    Ledger ledger = new Ledger(file);
    ledger.add("postgresql", stubborn.toHandle(), "sleep", Signal.INT);
    await().until(() -> ledger.entries().getFirst().isSame(stubborn.toHandle()));
    Leftovers.stop(ledger, terminal);
    assertThat(stubborn.isAlive()).isFalse();
  }

  @Test
  void leavesAStrangerAlone() throws Exception {
    Process stranger = TestProcesses.sleeping();
    try {
      Path file = folder.resolve("processes");
      long anotherStart =
          stranger.info().startInstant().orElseThrow().minusSeconds(60).toEpochMilli();
      Files.writeString(file, "%d %d TERM sleep kafka%n".formatted(stranger.pid(), anotherStart));
      Leftovers.stop(new Ledger(file), terminal);
      assertThat(stranger.isAlive()).isTrue();
      assertThat(new Ledger(file).entries()).isEmpty();
    } finally {
      stranger.destroyForcibly();
    }
  }
}
