package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** All sessions of this instance: bounds their number, and ends them when the instance stops. */
public final class SessionRegistry {

  static final String TOO_MANY_OF_USER = "Too many connections of this user";

  private static final Duration DRAIN_TICK = Duration.ofMillis(10);

  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> connectionsByUser = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int connectionsMax;
  private final int connectionsPerUserMax;
  private final Sinks.Empty<Void> drainBegun = Sinks.empty();
  private volatile boolean draining;

  /**
   * @param connectionsMax connections of this instance, authenticated or not
   * @param connectionsPerUserMax connections of one user on this instance
   */
  public SessionRegistry(int connectionsMax, int connectionsPerUserMax) {
    this.connectionsMax = connectionsMax;
    this.connectionsPerUserMax = connectionsPerUserMax;
  }

  enum Admission {
    OPENED,
    FULL,
    DRAINING
  }

  /** Number of open connections. */
  public int size() {
    return size.get();
  }

  Admission open(Session session) {
    if (draining) {
      return Admission.DRAINING;
    }
    if (size.incrementAndGet() > connectionsMax) {
      size.decrementAndGet();
      return Admission.FULL;
    }
    sessions.add(session);
    if (draining) {
      // It began in between, and may not have seen this session.
      remove(session, null);
      return Admission.DRAINING;
    }
    return Admission.OPENED;
  }

  /**
   * Counts a stream of results over HTTP as a connection of its user for as long as it runs, and
   * completes it when this instance stops.
   *
   * @param viewer whose stream it is
   * @param stream the results
   * @return the same results; fails with {@link ConnectionRefusedException} when it would be one
   *     connection too many
   */
  public <T> Flux<T> counted(Viewer viewer, Flux<T> stream) {
    return Flux.using(
        () -> enter(viewer),
        _ -> stream.takeUntilOther(drainBegun.asMono()),
        entered -> {
          size.decrementAndGet();
          leave(entered);
        });
  }

  private Viewer enter(Viewer viewer) {
    if (draining) {
      throw new ConnectionRefusedException(CloseCode.SERVICE_RESTART, "Service restart");
    }
    if (size.incrementAndGet() > connectionsMax) {
      size.decrementAndGet();
      throw new ConnectionRefusedException(CloseCode.TRY_AGAIN_LATER, "Too many connections");
    }
    if (!admit(viewer)) {
      size.decrementAndGet();
      throw new ConnectionRefusedException(CloseCode.TRY_AGAIN_LATER, TOO_MANY_OF_USER);
    }
    return viewer;
  }

  /** Whether this user may have one more connection. */
  boolean admit(Viewer viewer) {
    int count = connectionsByUser.merge(viewer.id(), 1, Integer::sum);
    if (count > connectionsPerUserMax) {
      leave(viewer);
      return false;
    }
    return true;
  }

  void remove(Session session, @Nullable Viewer viewer) {
    if (sessions.remove(session)) {
      size.decrementAndGet();
    }
    if (viewer != null) {
      leave(viewer);
    }
  }

  private void leave(Viewer viewer) {
    connectionsByUser.computeIfPresent(viewer.id(), (_, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Refuses new sessions and closes those there are at an even pace, so that clients do not all
   * come to the other instances at once.
   *
   * @param over how long to take for it at most
   * @return completes when all sessions were closed
   */
  public Mono<Void> drain(Duration over) {
    return Mono.defer(
        () -> {
          draining = true;
          drainBegun.tryEmitEmpty();
          List<Session> open = List.copyOf(sessions);
          long ticks = Math.max(1, over.dividedBy(DRAIN_TICK));
          int perTick = (int) Math.max(1, Math.ceilDiv(open.size(), ticks));
          return Flux.fromIterable(open)
              .buffer(perTick)
              .delayElements(DRAIN_TICK)
              .doOnNext(
                  batch ->
                      batch.forEach(
                          session -> session.close(CloseReason.of(CloseCode.SERVICE_RESTART))))
              .then();
        });
  }
}
