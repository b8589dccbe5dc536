package dev.ticketstream.standalone.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.standalone.terminal.StandaloneException;
import dev.ticketstream.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTests {

  private static final List<List<String>> ALL = List.of(List.of("first", "second"));

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Ledger ledger;
  private Supervisor supervisor;

  @BeforeEach
  void create() throws Exception {
    ledger = new Ledger(folder.resolve("processes"));
    supervisor = supervisor(Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    supervisor.stop(ALL);
  }

  private Supervisor supervisor(Duration readyWithin) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Supervisor(
        ledger,
        new Terminal(stream, stream),
        readyWithin,
        new Backoff(Duration.ofMillis(10), Duration.ofMillis(20)));
  }

  private Path log() {
    return folder.resolve("part.log");
  }

  private ProcessHandle running() {
    return ledger.entries().getFirst().find().orElseThrow();
  }

  @Test
  void aPartThatIsKilledIsStartedAgainAndTheUserIsTold() throws Exception {
    supervisor.start(TestProcesses.part("first", "exec -a bash sleep 600", log(), () -> true));
    ProcessHandle before = ProcessHandle.of(ledger.entries().getFirst().pid()).orElseThrow();
    before.destroyForcibly();
    await()
        .untilAsserted(
            () ->
                assertThat(ledger.entries())
                    .hasSize(1)
                    .allMatch(entry -> entry.pid() != before.pid()));
    await()
        .untilAsserted(
            () ->
                assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("first ended unexpectedly (killed, signal 9)")
                    .contains("first is ready again"));
  }

  @Test
  void aPartThatDiesWhileItStartsFailsWithItsLogAndItsEnd() {
    assertThatThrownBy(
            () ->
                supervisor.start(
                    TestProcesses.part("first", "echo no room; exit 7", log(), () -> false)))
        .isInstanceOfSatisfying(
            StandaloneException.class,
            failure -> {
              assertThat(failure)
                  .hasMessageContaining("first ended while it was starting (exit status 7)")
                  .hasMessageContaining(log().toString());
              assertThat(failure.details()).containsExactly("no room");
            });
    assertThat(ledger.entries()).isEmpty();
  }

  @Test
  void aPartThatIsNotReadyInTimeFailsAndIsStillStoppedAtTheEnd() throws Exception {
    supervisor = supervisor(Duration.ofMillis(200));
    assertThatThrownBy(
            () -> supervisor.start(TestProcesses.part("first", "sleep 600", log(), () -> false)))
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining("first was not ready within 0 s");
    ProcessHandle process = ProcessHandle.of(ledger.entries().getFirst().pid()).orElseThrow();
    supervisor.stop(ALL);
    assertThat(process.isAlive()).isFalse();
    assertThat(ledger.entries()).isEmpty();
  }

  @Test
  void partsStopInTheGivenOrder() throws Exception {
    Path order = folder.resolve("order");
    String script =
        "trap 'sleep 0.2; echo %s >> %s; exit 0' TERM; echo up; while :; do sleep 0.05; done";
    for (String name : List.of("first", "second")) {
      Path log = folder.resolve(name + ".log");
      supervisor.start(
          TestProcesses.part(
              name,
              script.formatted(name, order),
              log,
              () -> Files.readString(log).contains("up")));
    }
    supervisor.stop(List.of(List.of("second"), List.of("first")));
    assertThat(order).hasContent("second\nfirst\n");
  }

  @Test
  void aPartThatDoesNotEndWhenAskedIsKilled() throws Exception {
    supervisor.start(
        TestProcesses.part(
            "first",
            "trap '' TERM; echo up; while :; do sleep 0.05; done",
            log(),
            () -> Files.readString(log()).contains("up")));
    ProcessHandle process = running();
    supervisor.stop(ALL);
    assertThat(process.isAlive()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("first did not end within 2 s");
  }

  @Test
  void aPartThatKeepsDyingIsGivenUp() throws Exception {
    Path started = folder.resolve("started");
    supervisor.start(
        TestProcesses.part(
            "first",
            "[ -e %1$s ] && exit 1; touch %1$s; sleep 0.3".formatted(started),
            log(),
            () -> Files.exists(started)));
    assertThat(supervisor.failure().get())
        .hasMessageContaining("first could not be brought back in 10 tries");
  }
}
