package dev.ticketstream.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DenseListTests {

  private static final class Item implements DenseList.Placed {
    private int place;

    @Override
    public int place() {
      return place;
    }

    @Override
    public void place(int taken) {
      place = taken;
    }
  }

  private static final class Items extends DenseList<Item> {}

  private record Snapshot(@Nullable Object[] elements, int size, List<Object> seen) {}

  @Test
  void holdsWhatWasPutInAndNotTakenOutWhileSnapshotsStayAsTheyWere() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Items items = new Items();
    Set<Item> expected = new HashSet<>();
    Snapshot snapshot = new Snapshot(new @Nullable Object[0], 0, List.of());
    for (int i = 0; i < 100_000; i++) {
      // Grows for a while, then shrinks for a while.
      if (random.nextInt(10) < (i / 1_000 % 2 == 0 ? 7 : 3) || expected.isEmpty()) {
        Item item = new Item();
        expected.add(item);
        items.append(item);
      } else {
        Item item = items.get(random.nextInt(items.size()));
        expected.remove(item);
        items.takeOut(item);
      }
      if (random.nextInt(20) == 0) {
        assertThat(list(snapshot.elements(), snapshot.size()))
            .describedAs("seed %d", seed)
            .isEqualTo(snapshot.seen());
        @Nullable Object[] elements = items.snapshot();
        List<Object> seen = list(elements, items.size());
        assertThat(new HashSet<>(seen)).describedAs("seed %d", seed).isEqualTo(expected);
        snapshot = new Snapshot(elements, items.size(), seen);
      }
    }
  }

  @Test
  void givesRoomBackWhenItHasShrunk() {
    Items items = new Items();
    for (int i = 0; i < 1_000; i++) {
      items.append(new Item());
    }
    while (items.size() > 1) {
      items.takeOut(items.get(0));
    }
    assertThat(items.snapshot().length).isLessThanOrEqualTo(8);
  }

  private static List<Object> list(@Nullable Object[] elements, int size) {
    return Arrays.asList(Arrays.copyOf(elements, size));
  }
}
