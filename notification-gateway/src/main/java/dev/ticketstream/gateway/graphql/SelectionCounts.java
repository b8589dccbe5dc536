package dev.ticketstream.gateway.graphql;

/**
 * What a selection comes to, fragments expanded. Numbers stop growing at {@link Integer#MAX_VALUE}.
 *
 * @param rootFields fields at its top
 * @param fields fields on all levels
 * @param depth levels of fields
 */
record SelectionCounts(int rootFields, int fields, int depth) {

  static final SelectionCounts NONE = new SelectionCounts(0, 0, 0);

  /** A field over this selection. */
  SelectionCounts asField() {
    return new SelectionCounts(1, sum(fields, 1), sum(depth, 1));
  }

  /** This selection with another one beside it. */
  SelectionCounts plus(SelectionCounts other) {
    return new SelectionCounts(
        sum(rootFields, other.rootFields), sum(fields, other.fields), Math.max(depth, other.depth));
  }

  /** The larger of each. */
  SelectionCounts max(SelectionCounts other) {
    return new SelectionCounts(
        Math.max(rootFields, other.rootFields),
        Math.max(fields, other.fields),
        Math.max(depth, other.depth));
  }

  private static int sum(int a, int b) {
    return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
  }
}
