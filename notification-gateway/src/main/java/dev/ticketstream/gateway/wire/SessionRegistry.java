package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All connections of this instance: bounds their number, and ends them when that must be. */
public final class SessionRegistry {

  private static final Duration DRAIN_TICK = Duration.ofMillis(10);
  private static final CloseReason REVOKED =
      new CloseReason(CloseCause.USER_REVOKED, "The token was revoked");

  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> connectionsByUser = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int connectionsMax;
  private final int connectionsPerUserMax;
  private volatile boolean draining;

  /**
   * @param connectionsMax connections of this instance, authenticated or not
   * @param connectionsPerUserMax connections of one user on this instance
   */
  public SessionRegistry(int connectionsMax, int connectionsPerUserMax) {
    this.connectionsMax = connectionsMax;
    this.connectionsPerUserMax = connectionsPerUserMax;
  }

  /** Number of open connections. */
  public int size() {
    return size.get();
  }

  /**
   * Takes a connection in.
   *
   * @return why it must not be, {@code null} if it may
   */
  @Nullable CloseReason open(Connection connection) {
    if (draining) {
      return CloseReason.of(CloseCode.SERVICE_RESTART);
    }
    if (size.incrementAndGet() > connectionsMax) {
      size.decrementAndGet();
      return new CloseReason(CloseCause.INSTANCE_FULL, "Too many connections");
    }
    connections.add(connection);
    if (draining) {
      // It began in between, and may not have seen this connection.
      remove(connection, null);
      return CloseReason.of(CloseCode.SERVICE_RESTART);
    }
    return null;
  }

  /**
   * Counts a connection as one of this user's.
   *
   * @return why that must not be, {@code null} if it may
   */
  @Nullable CloseReason admit(Viewer viewer) {
    int count = connectionsByUser.merge(viewer.id(), 1, Integer::sum);
    if (count > connectionsPerUserMax) {
      leave(viewer);
      return new CloseReason(CloseCause.USER_FULL, "Too many connections of this user");
    }
    return null;
  }

  /**
   * Forgets a connection.
   *
   * @param viewer whom it was admitted for, {@code null} if for nobody
   */
  void remove(Connection connection, @Nullable Viewer viewer) {
    if (connections.remove(connection)) {
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
   * Counts a stream of results over HTTP as a connection of its user for as long as it runs, and
   * completes it when the connection must end.
   *
   * @param grant whose stream it is
   * @param stream the results
   * @return the same results; fails with {@link ConnectionRefusedException} when it would be one
   *     connection too many
   */
  public <T> Flux<T> counted(Grant grant, Flux<T> stream) {
    return Flux.using(
        () -> enter(grant),
        connection -> stream.takeUntilOther(connection.ended()),
        connection -> remove(connection, grant.viewer()));
  }

  private StreamConnection enter(Grant grant) {
    StreamConnection connection = new StreamConnection(grant);
    CloseReason refusal = open(connection);
    if (refusal == null) {
      refusal = admit(grant.viewer());
      if (refusal == null) {
        return connection;
      }
      remove(connection, null);
    }
    throw new ConnectionRefusedException(refusal.cause(), refusal.text());
  }

  /**
   * Closes a user's connections that were made with tokens issued until a time.
   *
   * @param userId the user
   * @param issuedUntil the latest time of issue
   * @return how many were closed
   */
  public int revoke(String userId, Instant issuedUntil) {
    int closed = 0;
    for (Connection connection : connections) {
      Grant grant = connection.grant();
      if (grant != null && grant.isOf(userId, issuedUntil)) {
        connection.close(REVOKED);
        closed++;
      }
    }
    return closed;
  }

  /**
   * Refuses new connections and closes those there are at an even pace, so that clients do not all
   * come to the other instances at once.
   *
   * @param over how long to take for it at most
   * @return completes when all connections were closed
   */
  public Mono<Void> drain(Duration over) {
    return Mono.defer(
        () -> {
          draining = true;
          List<Connection> open = List.copyOf(connections);
          long ticks = Math.max(1, over.dividedBy(DRAIN_TICK));
          int perTick = (int) Math.max(1, Math.ceilDiv(open.size(), ticks));
          return Flux.fromIterable(open)
              .buffer(perTick)
              .delayElements(DRAIN_TICK)
              .doOnNext(
                  batch ->
                      batch.forEach(
                          connection ->
                              connection.close(CloseReason.of(CloseCode.SERVICE_RESTART))))
              .then();
        });
  }
}
