package dev.ticketstream.command.view;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tickets, counted.
 *
 * @param total all of them
 * @param overdue those that are overdue now
 * @param dimensions the same, by each dimension
 */
public record TicketCounts(int total, int overdue, Map<Dimension, Groups> dimensions) {

  public TicketCounts {
    dimensions = Map.copyOf(dimensions);
  }

  /** What tickets are counted by. */
  public enum Dimension {
    STATUS("t.status"),
    PRIORITY("t.priority"),
    REQUEST_TYPE("t.request_type"),
    TEAM("t.team"),
    ASSIGNEE("t.assigned_to_id");

    private final String sql;

    Dimension(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }

    /** What PostgreSQL's {@code grouping} of all dimensions gives for groups by this one. */
    private int number() {
      int all = (1 << values().length) - 1;
      return all & ~(1 << (values().length - 1 - ordinal()));
    }
  }

  /**
   * Tickets by one dimension.
   *
   * @param byValue how many have each value, most first
   * @param none how many have no value
   * @param others how many have another value
   */
  public record Groups(Map<String, Integer> byValue, int none, int others) {}

  /** The tickets of a dimension. */
  public Groups by(Dimension dimension) {
    return dimensions.getOrDefault(dimension, new Groups(Map.of(), 0, 0));
  }

  /** Takes the rows of the counting statement. */
  static final class Collector {

    private final int groupsMax;
    private final Map<Dimension, Map<String, Integer>> byValue = new EnumMap<>(Dimension.class);
    private final Map<Dimension, Integer> none = new EnumMap<>(Dimension.class);
    private int total;
    private int overdue;

    Collector(int groupsMax) {
      this.groupsMax = groupsMax;
    }

    void take(int grouping, @Nullable String value, int tickets, int overdueTickets) {
      for (Dimension dimension : Dimension.values()) {
        if (dimension.number() == grouping) {
          take(dimension, value, tickets);
          return;
        }
      }
      total = tickets;
      overdue = overdueTickets;
    }

    private void take(Dimension dimension, @Nullable String value, int tickets) {
      if (value == null) {
        none.put(dimension, tickets);
        return;
      }
      Map<String, Integer> values = byValue.computeIfAbsent(dimension, _ -> new LinkedHashMap<>());
      if (values.size() < groupsMax) {
        values.put(value, tickets);
      }
    }

    TicketCounts counts() {
      Map<Dimension, Groups> groups = new EnumMap<>(Dimension.class);
      for (Dimension dimension : Dimension.values()) {
        Map<String, Integer> values = byValue.getOrDefault(dimension, Map.of());
        int without = none.getOrDefault(dimension, 0);
        int shown = values.values().stream().mapToInt(Integer::intValue).sum();
        groups.put(dimension, new Groups(values, without, total - without - shown));
      }
      return new TicketCounts(total, overdue, groups);
    }
  }
}
