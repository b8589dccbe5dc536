package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.wire.Connection;
import dev.ticketstream.gateway.wire.ConnectionState;
import dev.ticketstream.gateway.wire.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is connected to this instance, as the schema shows it.
 *
 * @param instance the instance's name
 * @param all the instance's connections
 * @param nodes the page, the oldest first
 * @param endCursor where the next page begins, {@code null} if this one is empty
 * @param hasNextPage whether there is a next page
 */
record ConnectionPage(
    String instance,
    Collection<Connection> all,
    List<Node> nodes,
    @Nullable String endCursor,
    boolean hasNextPage) {

  /**
   * Sums over all connections, whatever was asked for; made when the field is selected, since it
   * takes a walk over all of them.
   */
  Totals totals() {
    return Totals.of(all);
  }

  /**
   * Sums over all connections of the instance.
   *
   * @param users how many users they are of
   */
  record Totals(
      int connections, int users, int operations, int heldBack, double queuedBytes, int overBound) {

    static Totals of(Collection<Connection> connections) {
      Set<String> users = new HashSet<>();
      int count = 0;
      int operations = 0;
      int heldBack = 0;
      long queuedBytes = 0;
      int overBound = 0;
      for (Connection connection : connections) {
        ConnectionState state = connection.state();
        Grant grant = state.grant();
        if (grant != null) {
          users.add(grant.viewer().id());
        }
        count++;
        operations += state.operations();
        heldBack += state.heldBack();
        queuedBytes += state.queuedBytes();
        overBound += state.overBound() ? 1 : 0;
      }
      return new Totals(count, users.size(), operations, heldBack, queuedBytes, overBound);
    }
  }

  /** A connection; its fields mean what they mean in {@link ConnectionState}. */
  record Node(
      String id,
      ConnectionState.Protocol protocol,
      @Nullable String userId,
      Instant connectedAt,
      @Nullable Instant tokenExpiresAt,
      @Nullable String origin,
      @Nullable String userAgent,
      int operations,
      int heldBack,
      double queuedBytes,
      boolean overBound,
      @Nullable Instant lastWrittenAt) {

    private static Node of(ConnectionState state) {
      Grant grant = state.grant();
      return new Node(
          Long.toString(state.client().id()),
          state.protocol(),
          grant == null ? null : grant.viewer().id(),
          state.client().connectedAt(),
          grant == null ? null : grant.expiresAt(),
          state.client().origin(),
          state.client().userAgent(),
          state.operations(),
          state.heldBack(),
          state.queuedBytes(),
          state.overBound(),
          state.lastWrittenAt());
    }
  }

  /**
   * Makes a page: a walk over the connections from the one before it to its end, which with {@code
   * userId} may be all of them.
   *
   * @param all the instance's connections
   * @param following those after the page before
   * @param first how many at most
   * @param userId only this user's, {@code null} for all
   */
  static ConnectionPage of(
      String instance,
      Collection<Connection> all,
      Collection<Connection> following,
      int first,
      @Nullable String userId) {
    List<Node> nodes = new ArrayList<>();
    boolean more = false;
    for (Connection connection : following) {
      Grant grant = connection.grant();
      if (userId == null || (grant != null && grant.viewer().id().equals(userId))) {
        if (nodes.size() == first) {
          more = true;
          break;
        }
        nodes.add(Node.of(connection.state()));
      }
    }
    return new ConnectionPage(
        instance, all, List.copyOf(nodes), nodes.isEmpty() ? null : nodes.getLast().id(), more);
  }
}
