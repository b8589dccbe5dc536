package dev.ticketstream.gateway.graphql;

import org.springframework.util.unit.DataSize;

/** Checks sizes that an operator sets, so that a wrong one is found at start and named. */
final class SizeRange {

  private SizeRange() {}

  /**
   * Checks a size.
   *
   * @param property its whole name
   * @throws IllegalArgumentException when it is out of range
   */
  static void check(String property, DataSize value, DataSize min, DataSize max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s must be %d to %d bytes: %d"
              .formatted(property, min.toBytes(), max.toBytes(), value.toBytes()));
    }
  }
}
