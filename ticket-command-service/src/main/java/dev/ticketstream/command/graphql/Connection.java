package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as Relay's connections have it. Spring for GraphQL takes a type with this name
 * as it is.
 *
 * @param edges the entries with their cursors
 * @param pageInfo where the page stands
 */
public record Connection<N>(List<Edge<N>> edges, PageInfo pageInfo) {

  /** An entry with its cursor. */
  public record Edge<N>(N node, String cursor) {}

  /** Where a page stands. */
  public record PageInfo(
      boolean hasNextPage,
      boolean hasPreviousPage,
      @Nullable String startCursor,
      @Nullable String endCursor) {}

  /**
   * Checks how many entries a caller wants.
   *
   * @param first the argument, {@code null} for the default
   * @param max the largest
   */
  static int size(@Nullable Integer first, int max) {
    int size = first == null ? Math.min(20, max) : first;
    if (size < 1 || size > max) {
      throw invalid("first must be 1 to %d.".formatted(max), "first");
    }
    return size;
  }

  /**
   * Makes a page.
   *
   * @param found what was found, one entry more than the page holds if there is a next page
   * @param size how many entries the page holds
   * @param after the cursor that the page comes after, {@code null} for the first page
   * @param node an entry's node
   * @param cursor an entry's cursor
   */
  static <T, N> Connection<N> of(
      List<T> found,
      int size,
      @Nullable String after,
      Function<T, N> node,
      Function<T, String> cursor) {
    List<Edge<N>> edges =
        found.stream()
            .limit(size)
            .map(entry -> new Edge<>(node.apply(entry), cursor.apply(entry)))
            .toList();
    return new Connection<>(
        edges,
        new PageInfo(
            found.size() > size,
            after != null,
            edges.isEmpty() ? null : edges.getFirst().cursor(),
            edges.isEmpty() ? null : edges.getLast().cursor()));
  }
}
