package dev.ticketstream.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads the names of our closed vocabularies the way clients spell them. */
final class VocabularyNames {

  private VocabularyNames() {}

  static <E extends Enum<E>> Optional<E> find(E[] values, String name) {
    String canonical = name.strip().replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(values).filter(value -> value.name().equals(canonical)).findFirst();
  }
}
