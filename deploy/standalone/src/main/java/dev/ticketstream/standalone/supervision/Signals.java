package dev.ticketstream.standalone.supervision;

import java.io.IOException;

/** Sends signals that {@link ProcessHandle} has no method for. */
final class Signals {

  private Signals() {}

  static void send(ProcessHandle process, Signal signal) {
    switch (signal) {
      case TERM -> process.destroy();
      case INT -> interrupt(process);
    }
  }

  private static void interrupt(ProcessHandle process) {
    try {
      int status =
          new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (status != 0) {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
