package dev.ticketstream.standalone.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTests {

  @TempDir private Path folder;
  private Process process;

  @BeforeEach
  void start() throws Exception {
    process = TestProcesses.sleeping();
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  @Test
  void aSuccessorFindsTheProcessesThatWereNoted() throws Exception {
    Path file = folder.resolve("processes");
    new Ledger(file).add("kafka", process.toHandle(), "sleep", Signal.TERM);
    List<LedgerEntry> entries = new Ledger(file).entries();
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().name()).isEqualTo("kafka");
    assertThat(entries.getFirst().find()).contains(process.toHandle());
  }

  @Test
  void aProcessThatEndedIsStruckOut() throws Exception {
    Path file = folder.resolve("processes");
    Ledger ledger = new Ledger(file);
    ledger.add("kafka", process.toHandle(), "sleep", Signal.TERM);
    ledger.remove(process.pid());
    assertThat(new Ledger(file).entries()).isEmpty();
  }

  @Test
  void damagedLinesAreDropped() throws Exception {
    Path file = folder.resolve("processes");
    new Ledger(file).add("kafka", process.toHandle(), "sleep", Signal.INT);
    Files.writeString(
        file, Files.readString(file) + "12 notatime TERM java x\n7 1 NOSIGNAL java x\n\n99");
    assertThat(new Ledger(file).entries()).extracting(LedgerEntry::name).containsExactly("kafka");
  }

  @Test
  void aStrangerWithTheSamePidIsNotMistaken() {
    LedgerEntry own =
        LedgerEntry.of("kafka", process.toHandle(), "sleep", Signal.TERM).orElseThrow();
    LedgerEntry earlier =
        new LedgerEntry(
            "kafka", own.pid(), own.startedAt().minus(Duration.ofSeconds(3)), "sleep", Signal.TERM);
    LedgerEntry otherProgram =
        new LedgerEntry("kafka", own.pid(), own.startedAt(), "java", Signal.TERM);
    assertThat(own.find()).isPresent();
    assertThat(earlier.find()).isEmpty();
    assertThat(otherProgram.find()).isEmpty();
  }

  @Test
  void aProcessThatIsGoneIsNotFound() throws Exception {
    LedgerEntry entry =
        LedgerEntry.of("kafka", process.toHandle(), "sleep", Signal.TERM).orElseThrow();
    process.destroyForcibly().waitFor();
    assertThat(entry.find()).isEmpty();
  }
}
