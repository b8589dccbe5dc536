package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A running server.
 *
 * @param contender which one it is
 * @param process what CPU time and memory are read of
 * @param port where it listens, on loopback
 * @param events hands it events
 * @param kept whether {@link #close} leaves it running for the next scenario
 */
record Server(
    Contender contender, ChildProcess process, int port, EventPublisher events, boolean kept)
    implements AutoCloseable {

  /** The GraphQL endpoint of all servers. */
  static final String PATH = "/graphql";

  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
  private static final long IDLE_MILLIS = 200;

  /** The part of a core below which a server does nothing but keep its connections. */
  private static final double IDLE_SHARE = 0.2;

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * Waits until it rests from what it was given; its compilers may go on.
   *
   * @return whether it does within half a minute
   */
  boolean awaitIdle() throws IOException, InterruptedException {
    long end = System.nanoTime() + IDLE_TIMEOUT.toNanos();
    do {
      Duration before = busyTime();
      long start = System.nanoTime();
      TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
      double share = busyTime().minus(before).toNanos() / (double) (System.nanoTime() - start);
      if (share < IDLE_SHARE) {
        return true;
      }
    } while (System.nanoTime() < end);
    return false;
  }

  private Duration busyTime() throws IOException {
    return process.cpuTime().minus(process.compilerTime().orElse(Duration.ZERO));
  }

  @Override
  public void close() {
    if (!kept) {
      end();
    }
  }

  /** Ends it even if it is kept. */
  void end() {
    try (process) {
      events.close();
    }
  }
}
