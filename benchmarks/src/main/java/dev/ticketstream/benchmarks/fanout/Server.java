package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.process.ChildProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;

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

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
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
