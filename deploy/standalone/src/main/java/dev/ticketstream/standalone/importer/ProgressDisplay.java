package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.terminal.Terminal;
import java.io.Console;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows progress while an import runs: in place on a terminal, else as a line now and then. */
final class ProgressDisplay implements AutoCloseable {

  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(500);
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final Supplier<Progress> progress;
  private final boolean interactive;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  ProgressDisplay(Terminal terminal, Supplier<Progress> progress) {
    this.terminal = terminal;
    this.progress = progress;
    this.interactive = isTerminal();
    long interval = (interactive ? TERMINAL_INTERVAL : PLAIN_INTERVAL).toMillis();
    timer.scheduleAtFixedRate(this::show, interval, interval, TimeUnit.MILLISECONDS);
  }

  private void show() {
    String line = progress.get().line();
    if (interactive) {
      terminal.overwrite(line);
    } else {
      terminal.line(line);
    }
  }

  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    show();
    if (interactive) {
      terminal.line("");
    }
  }
}
