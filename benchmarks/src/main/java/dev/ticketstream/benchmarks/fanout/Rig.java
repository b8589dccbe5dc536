package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.swarm.Deliveries;
import dev.ticketstream.benchmarks.swarm.Phase;
import dev.ticketstream.benchmarks.swarm.Swarm;
import dev.ticketstream.events.SupportTicketEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server's subscribers and the events for them. */
final class Rig implements AutoCloseable {

  private static final int HANDSHAKES_AT_ONCE = 200;
  private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration COVER_TIMEOUT = Duration.ofMinutes(5);
  private static final long COVER_PAUSE_MILLIS = 1_000;
  private static final long SETTLE_MILLIS = 2_000;
  private static final long SETTLE_MILLIS_MIN = 50;
  private static final int PROBES_AT_ONCE = 200;
  private static final int BATCH_EVENTS_MAX = 1_000;
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** A server that is this far behind will not keep up. */
  private static final long BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** Nothing more comes when nothing has come for so long. */
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** Time for what comes twice. */
  private static final long AFTERMATH_MILLIS = 100;

  private final Server server;
  private final Desk desk;
  private final Swarm swarm;
  private long nextEvent = 1;

  /**
   * @param server which is measured
   * @param desk who subscribes, and what happens
   * @param stalling how many of the last connections will stop reading
   */
  Rig(Server server, Desk desk, int stalling) {
    this.server = server;
    this.desk = desk;
    this.swarm = Swarm.start(server.address(), Server.PATH, desk, stalling);
  }

  /** Connects everybody, and returns when each subscription has been seen to work. */
  Rig connect() throws InterruptedException, IOException {
    connect(desk.connections());
    nextEvent = desk.firstProbe();
    coverOrSettle(desk.subscriptions());
    nextEvent = desk.firstProbe() == 1 ? nextEvent : 1;
    return this;
  }

  /** Publishes events until so many subscriptions have got at least one, if that can be done. */
  void coverOrSettle(int subscriptions) throws InterruptedException, IOException {
    if (server.contender().filtersEverything()) {
      // An event for each would take it a quarter of an hour, and it hears all from the first on.
      settle();
    } else {
      cover(subscriptions);
    }
  }

  /** Connects so many, without a check that their subscriptions work. */
  void connect(int connections) throws InterruptedException {
    // A token takes longer to sign than to check: not while the server is measured.
    for (int i = 0; i < connections; i++) {
      desk.token(i);
    }
    swarm.connect(connections, HANDSHAKES_AT_ONCE, CONNECT_TIMEOUT);
  }

  Swarm swarm() {
    return swarm;
  }

  Server server() {
    return server;
  }

  /** The number of the next event that is published. */
  void continueAt(long event) {
    nextEvent = event;
  }

  /** Publishes events until so many subscriptions have got at least one. */
  void cover(int subscriptions) throws InterruptedException, IOException {
    cover(subscriptions, desk.coverage());
  }

  /**
   * Publishes events until so many subscriptions have got at least one.
   *
   * @param subscriptions how many
   * @param events how many events are for all of them together
   */
  void cover(int subscriptions, int events) throws InterruptedException, IOException {
    long end = System.nanoTime() + COVER_TIMEOUT.toNanos();
    while (swarm.reachedSubscriptions() < subscriptions) {
      server.process().requireAlive();
      swarm.requireWell();
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "only %d of %d subscriptions work"
                .formatted(swarm.reachedSubscriptions(), subscriptions));
      }
      probe(events);
      awaitReached(subscriptions);
    }
    // What is still under way must not fall into what is measured next.
    settle();
  }

  /**
   * Waits until so many have been reached, or no more are for a while: a slow server must not be
   * given the same again while it has still to deliver it.
   */
  private void awaitReached(int subscriptions) throws InterruptedException {
    long seen = -1;
    for (long waited = 0; waited < COVER_PAUSE_MILLIS; waited += 10) {
      long reached = swarm.reachedSubscriptions();
      if (reached >= subscriptions) {
        return;
      }
      if (reached > seen) {
        seen = reached;
        waited = 0;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Lets the server finish what it does for each subscription. */
  private void settle() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(Math.min(SETTLE_MILLIS, SETTLE_MILLIS_MIN + desk.subscriptions()));
  }

  private void probe(int count) throws InterruptedException {
    for (int done = 0; done < count; done += PROBES_AT_ONCE) {
      long first = nextEvent;
      server.events().publish(events(first, Math.min(PROBES_AT_ONCE, count - done)));
      nextEvent += Math.min(PROBES_AT_ONCE, count - done);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private List<SupportTicketEvent> events(long first, int count) {
    List<SupportTicketEvent> events = new ArrayList<>(count);
    for (long event = first; event < first + count; event++) {
      events.add(desk.event(event));
    }
    return events;
  }

  /** Subscriptions that do not count. */
  interface Exceptions {
    /** Excepts them in a phase. */
    void except(Phase phase);
  }

  /** Measures at a rate, and ends early when the server falls behind. */
  Point measure(double rate, Duration length) throws InterruptedException, IOException {
    return measure(rate, length, _ -> {}, () -> true);
  }

  /** The same, with some who do not count. */
  Point measure(double rate, Duration length, Exceptions exceptions)
      throws InterruptedException, IOException {
    return measure(rate, length, exceptions, () -> true);
  }

  /** The same, for as long as a condition holds. */
  Point measureWhile(double rate, Duration atMost, BooleanSupplier condition)
      throws InterruptedException, IOException {
    return measure(rate, atMost, _ -> {}, condition);
  }

  /** The same, with some who do not count. */
  Point measureWhile(double rate, Duration atMost, Exceptions exceptions, BooleanSupplier condition)
      throws InterruptedException, IOException {
    return measure(rate, atMost, exceptions, condition);
  }

  /**
   * Measures at a rate, and ends early when the server falls behind.
   *
   * @param rate events a second
   * @param length how long
   * @param exceptions who does not count
   * @param condition ends it early when it no longer holds
   * @throws IllegalStateException when a delivery is missing, doubled or wrong
   */
  private Point measure(
      double rate, Duration length, Exceptions exceptions, BooleanSupplier condition)
      throws InterruptedException, IOException {
    int count = (int) Math.max(1, Math.round(length.toNanos() / 1e9 * rate));
    long first = nextEvent;
    Phase phase = new Phase(desk, first, count, System.nanoTime() + LEAD_NANOS, rate);
    exceptions.except(phase);
    swarm.count(phase);
    Duration before = server.process().cpuTime();
    Duration loadBefore = ownCpuTime();
    long start = System.nanoTime();
    boolean keptUp = publish(phase, first + count, condition);
    awaitDeliveries(phase);
    Duration cpu = server.process().cpuTime().minus(before);
    double loadShare =
        ownCpuTime().minus(loadBefore).toNanos() / (double) (System.nanoTime() - start);
    TimeUnit.MILLISECONDS.sleep(AFTERMATH_MILLIS);
    server.process().requireAlive();
    Deliveries deliveries = phase.deliveries(nextEvent);
    if (!deliveries.exact()) {
      throw new IllegalStateException(
          "at %.1f events/s of %d deliveries %d were lost, %d doubled, %d wrong; %d connections broke: %s"
              .formatted(
                  rate,
                  deliveries.delivered() + deliveries.lost(),
                  deliveries.lost(),
                  deliveries.duplicates(),
                  deliveries.wrong(),
                  swarm.lostConnections(),
                  swarm.failures()));
    }
    return new Point(rate, deliveries, !keptUp, cpu, loadShare, server.process().residentBytes());
  }

  private static Duration ownCpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Publishes what is due, whatever the server does; gives up when the server is far behind. */
  private boolean publish(Phase phase, long end, BooleanSupplier condition) {
    while (nextEvent < end && condition.getAsBoolean()) {
      long ahead = phase.dueNanos(nextEvent) - System.nanoTime();
      if (ahead > 0) {
        LockSupport.parkNanos(ahead);
        continue;
      }
      long now = System.nanoTime();
      int due = 1;
      while (due < BATCH_EVENTS_MAX
          && nextEvent + due < end
          && phase.dueNanos(nextEvent + due) <= now) {
        due++;
      }
      server.events().publish(events(nextEvent, due));
      long committed = System.nanoTime();
      for (int i = 0; i < due; i++) {
        phase.committed(nextEvent + i, committed);
      }
      nextEvent += due;
      if (phase.latencyMaxNanos() > BEHIND_NANOS) {
        return false;
      }
    }
    return true;
  }

  private void awaitDeliveries(Phase phase) throws InterruptedException {
    long expected = phase.expected(nextEvent);
    long seen = -1;
    long since = System.nanoTime();
    while (phase.received() < expected && System.nanoTime() - since < SILENCE_NANOS) {
      if (phase.received() != seen) {
        seen = phase.received();
        since = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Override
  public void close() {
    swarm.close();
  }
}
