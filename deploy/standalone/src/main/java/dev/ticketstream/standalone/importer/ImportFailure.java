package dev.ticketstream.standalone.importer;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first failure that ends an import. */
final class ImportFailure {

  private final AtomicReference<@Nullable RuntimeException> first = new AtomicReference<>();

  void set(RuntimeException failure) {
    first.compareAndSet(null, failure);
  }

  boolean isSet() {
    return first.get() != null;
  }

  void throwIfSet() {
    RuntimeException failure = first.get();
    if (failure != null) {
      throw failure;
    }
  }
}
