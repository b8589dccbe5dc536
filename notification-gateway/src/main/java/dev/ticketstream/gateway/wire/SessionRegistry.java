package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All connections of this instance: bounds their number, and ends them when that must be. */
public final class SessionRegistry {

  private static final Duration DRAIN_TICK = Duration.ofMillis(10);
  private static final int USER_AGENT_LENGTH_MAX = 200;
  private static final int NAMES_MAX = 1000;

  static final CloseReason REVOKED =
      new CloseReason(CloseCause.USER_REVOKED, "The token was revoked");

  private final ConcurrentNavigableMap<Long, Connection> connections =
      new ConcurrentSkipListMap<>();
  private final Map<String, Integer> connectionsByUser = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong();

  /** Origins and user agents, each kept once though thousands of clients have the same. */
  private final Map<String, String> names = new ConcurrentHashMap<>();

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
   * Numbers a client that connects.
   *
   * @param connectedAt when it does
   * @param origin its {@code Origin}, {@code null} if it has none
   * @param userAgent its {@code User-Agent}, {@code null} if it has none
   */
  public Client client(Instant connectedAt, @Nullable String origin, @Nullable String userAgent) {
    return new Client(ids.incrementAndGet(), connectedAt, name(origin), name(userAgent));
  }

  private @Nullable String name(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String cut =
        value.length() > USER_AGENT_LENGTH_MAX ? value.substring(0, USER_AGENT_LENGTH_MAX) : value;
    String known = names.get(cut);
    if (known != null) {
      return known;
    }
    if (names.size() >= NAMES_MAX) {
      // Rather now and then a copy than a memory that clients can fill.
      names.clear();
    }
    String before = names.putIfAbsent(cut, cut);
    return before == null ? cut : before;
  }

  /**
   * The connections there are, the oldest first.
   *
   * @param after only those with a higher number
   */
  public Collection<Connection> connectionsAfter(long after) {
    return connections.tailMap(after, false).values();
  }

  /**
   * Takes a connection in.
   *
   * @param connection one that {@link #remove} is called for later
   * @return why it must not be, {@code null} if it may
   */
  public @Nullable CloseReason open(Connection connection) {
    if (draining) {
      return CloseReason.of(CloseCode.SERVICE_RESTART);
    }
    if (size.incrementAndGet() > connectionsMax) {
      size.decrementAndGet();
      return new CloseReason(CloseCause.INSTANCE_FULL, "Too many connections");
    }
    connections.put(connection.client().id(), connection);
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
   * @param viewer whose
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
   * @param connection one that was taken in
   * @param viewer whom it was admitted for, {@code null} if for nobody
   */
  public void remove(Connection connection, @Nullable Viewer viewer) {
    if (connections.remove(connection.client().id(), connection)) {
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
   * Closes a user's connections that were made with tokens issued until a time.
   *
   * @param userId the user
   * @param issuedUntil the latest time of issue
   * @return how many were closed
   */
  public int revoke(String userId, Instant issuedUntil) {
    int closed = 0;
    for (Connection connection : connections.values()) {
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
          List<Connection> open = List.copyOf(connections.values());
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
