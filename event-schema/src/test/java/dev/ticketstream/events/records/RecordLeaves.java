package dev.ticketstream.events.records;

import static java.util.Comparator.comparing;

import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.Watcher;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a record apart into its values and the paths that lead to them, in an order that does not
 * depend on hashing. What is {@code null}, {@code false} or empty is left out, so that a component
 * added later changes nothing for records that do not use it.
 */
public final class RecordLeaves {

  /**
   * A value in a record.
   *
   * @param path the way to it, e.g. {@code ticket.watchers(internal).user.id}
   * @param value its text
   */
  public record Leaf(String path, String value) {

    @Override
    public String toString() {
      return path + " = " + value;
    }
  }

  private final List<Leaf> leaves = new ArrayList<>();

  private RecordLeaves() {}

  /** All values of a record. */
  public static List<Leaf> of(Record value) {
    RecordLeaves collector = new RecordLeaves();
    collector.collect("", value);
    return collector.leaves;
  }

  private void collect(String path, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Boolean flag when !flag -> {}
      case Record nested -> collectRecord(path + qualifier(nested), nested);
      case List<?> list -> list.forEach(element -> collect(path, element));
      case Set<?> set ->
          set.stream().map(String::valueOf).sorted().forEach(text -> collect(path, text));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> List.of(entry.getKey().toString(), entry.getValue().toString()))
              .sorted(comparing(List::getFirst))
              .forEach(entry -> entry.forEach(text -> collect(path, text)));
      default -> leaves.add(new Leaf(path, value.toString()));
    }
  }

  private void collectRecord(String path, Record value) {
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        String name = component.getName();
        collect(path.isEmpty() ? name : path + "." + name, accessor.invoke(value));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + value.getClass(), e);
    }
  }

  /** Tells apart what has the same path but not the same audience. */
  private static String qualifier(Record value) {
    return switch (value) {
      case Watcher watcher -> watcher.internal() ? "(internal)" : "(public)";
      case FieldChange change -> "(" + change.field() + ")";
      default -> "";
    };
  }
}
