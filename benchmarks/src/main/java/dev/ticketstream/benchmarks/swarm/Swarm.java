package dev.ticketstream.benchmarks.swarm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.BitSet;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All subscribers of a server, on one thread. */
public final class Swarm implements AutoCloseable {

  private static final int BUFFER_BYTES = 512 * 1024;
  private static final long POLL_MILLIS = 5;
  private static final int FAILURES_TOLD_MAX = 5;
  private static final int STALLING_BUFFER_BYTES = 16 * 1024;

  private final InetSocketAddress server;
  private final String path;
  private final Audience audience;
  private final int stalling;
  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final @Nullable SwarmConnection[] connections;
  private final MessageReader reader = new MessageReader();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final BitSet reached = new BitSet();
  private final StringBuffer failures = new StringBuffer();
  private int nextToOpen;
  private int openUntil;
  private int opening;
  private int openingMax;
  private int reachedCount;
  private volatile int subscribed;
  private volatile int lost;
  private volatile int covered;
  private volatile @Nullable Phase phase;
  private volatile boolean closed;
  private volatile @Nullable Throwable fault;

  private Swarm(InetSocketAddress server, String path, Audience audience, int stalling)
      throws IOException {
    this.server = server;
    this.path = path;
    this.audience = audience;
    this.stalling = stalling;
    this.connections = new SwarmConnection[audience.connections()];
    this.selector = Selector.open();
    this.thread = new Thread(this::run, "swarm");
    this.thread.setDaemon(true);
  }

  /**
   * A swarm without connections.
   *
   * @param server where the server listens
   * @param path the endpoint
   * @param audience who is to connect
   * @param stalling how many of the last connections have little room for what they do not read
   */
  public static Swarm start(
      InetSocketAddress server, String path, Audience audience, int stalling) {
    try {
      Swarm swarm = new Swarm(server, path, audience, stalling);
      swarm.thread.start();
      return swarm;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens further connections.
   *
   * @param until how many there are then
   * @param atOnce most handshakes under way
   */
  public void open(int until, int atOnce) {
    tasks.add(
        () -> {
          openUntil = until;
          openingMax = atOnce;
        });
    selector.wakeup();
  }

  /**
   * Opens further connections, and waits until the server has taken their subscriptions.
   *
   * @param until how many there are then
   * @param atOnce most handshakes under way
   * @param atMost how long to wait
   */
  public void connect(int until, int atOnce, Duration atMost) throws InterruptedException {
    open(until, atOnce);
    long end = System.nanoTime() + atMost.toNanos();
    while (subscribed < until) {
      requireWell();
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "only %d of %d connections after %s".formatted(subscribed, until, atMost));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** How many connections' subscriptions the server has taken so far. */
  public int subscribedConnections() {
    return subscribed;
  }

  /** How many subscriptions have got an event since they were made. */
  public int reachedSubscriptions() {
    return covered;
  }

  /** How many connections broke. */
  public int lostConnections() {
    return lost;
  }

  /** What ended the first of them. */
  public String failures() {
    return failures.toString();
  }

  /** Fails when a connection broke. */
  public void requireWell() {
    Throwable thrown = fault;
    if (thrown != null) {
      throw new IllegalStateException("the load generator failed", thrown);
    }
    if (lost > 0) {
      throw new IllegalStateException("%d connections broke: %s".formatted(lost, failures));
    }
  }

  /** What comes from now on is counted there. */
  public void count(Phase next) {
    phase = next;
  }

  /**
   * Lets a connection stop reading, or go on with it.
   *
   * @param connection its number
   */
  public void stall(int connection, boolean stalled) {
    tasks.add(
        () -> {
          SwarmConnection one = connections[connection];
          if (one != null) {
            one.stall(stalled);
          }
        });
    selector.wakeup();
  }

  /**
   * The port that a connection comes from.
   *
   * @param connection its number
   */
  public int portOf(int connection) {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    tasks.add(
        () -> {
          SwarmConnection one = connections[connection];
          try {
            port.complete(one == null ? 0 : one.port());
          } catch (IOException e) {
            port.completeExceptionally(e);
          }
        });
    selector.wakeup();
    return port.join();
  }

  /**
   * Ends a connection for good. It does not count as broken.
   *
   * @param connection its number
   */
  public void drop(int connection) {
    tasks.add(
        () -> {
          SwarmConnection one = connections[connection];
          if (one != null) {
            one.end();
          }
        });
    selector.wakeup();
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  InetSocketAddress server() {
    return server;
  }

  String path() {
    return path;
  }

  Audience audience() {
    return audience;
  }

  MessageReader reader() {
    return reader;
  }

  void subscribed() {
    opening--;
    subscribed = subscribed + 1;
  }

  void lost(int connection, boolean wasLive, String reason) {
    if (lost < FAILURES_TOLD_MAX) {
      failures.append("#%d %s; ".formatted(connection, reason));
    }
    lost = lost + 1;
    if (!wasLive) {
      opening--;
    }
  }

  void received(int subscription, long event, long nanos) {
    if (!reached.get(subscription)) {
      reached.set(subscription);
      reachedCount++;
    }
    Phase current = phase;
    if (current != null) {
      current.received(subscription, event, nanos);
    }
  }

  private void run() {
    try (selector) {
      while (!closed) {
        selector.select(this::ready);
        Phase current = phase;
        if (current != null) {
          current.publish();
        }
        if (covered != reachedCount) {
          covered = reachedCount;
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        while (nextToOpen < openUntil && opening < openingMax) {
          open(nextToOpen);
        }
      }
    } catch (IOException | RuntimeException e) {
      fault = e;
    } finally {
      for (SwarmConnection connection : connections) {
        if (connection != null) {
          connection.end();
        }
      }
    }
  }

  private void open(int number) throws IOException {
    nextToOpen++;
    opening++;
    connections[number] =
        SwarmConnection.open(
            this,
            number,
            selector,
            number >= audience.connections() - stalling ? STALLING_BUFFER_BYTES : 0);
  }

  private void ready(SelectionKey key) {
    ((SwarmConnection) key.attachment()).ready(buffer);
  }
}
