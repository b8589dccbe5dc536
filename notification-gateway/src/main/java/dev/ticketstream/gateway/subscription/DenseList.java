package dev.ticketstream.gateway.subscription;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Elements in one array, without gaps and in no particular order; each knows its place, so that
 * taking it out needs no search. Who holds a {@link #snapshot} goes on seeing what was in the list
 * at that moment: the array is copied only when something is taken out after that. Callers guard
 * it.
 *
 * @param <E> the elements
 */
abstract class DenseList<E extends DenseList.Placed> {

  private static final @Nullable Object[] NONE = new @Nullable Object[0];
  private static final int SHRINK_FACTOR = 4;

  private @Nullable Object[] elements = NONE;
  private int size;
  private boolean shared;

  /** What knows its place in the list. */
  interface Placed {

    int place();

    void place(int place);
  }

  /** The first {@link #size} elements of this array are those in the list now, and stay there. */
  final @Nullable Object[] snapshot() {
    shared = true;
    return elements;
  }

  final int size() {
    return size;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // no element below size is null
  final E get(int place) {
    return (E) elements[place];
  }

  final void append(E element) {
    if (size == elements.length) {
      // Most lists never have more than one element.
      copy(Math.max(1, 2 * size));
    }
    // Snapshots end before this place, so they are not disturbed.
    elements[size] = element;
    element.place(size);
    size++;
  }

  final void takeOut(E element) {
    if (size <= elements.length / SHRINK_FACTOR) {
      copy(elements.length / 2);
    } else if (shared) {
      copy(elements.length);
    }
    size--;
    E last = get(size);
    elements[element.place()] = last;
    last.place(element.place());
    elements[size] = null;
  }

  private void copy(int capacity) {
    elements = Arrays.copyOf(elements, capacity);
    shared = false;
  }
}
