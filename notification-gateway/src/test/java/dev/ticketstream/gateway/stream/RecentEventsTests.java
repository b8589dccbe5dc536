package dev.ticketstream.gateway.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.gateway.subscription.EventFacts;
import dev.ticketstream.gateway.subscription.RandomStories;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentEventsTests {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final EventFacts FACTS = EventFacts.of(new RandomStories(1, 1).next());
  private static final int SIZE_BYTES = 488;
  private static final long COST = RecentEvents.OVERHEAD_BYTES + 2 * SIZE_BYTES;

  private final RecentEvents recent = recent(10 * COST);

  @Test
  void givesEverythingFromAPositionOnInOrderOfArrival() {
    recent.reset(StreamPosition.of(5, 7));
    append(0, 5);
    append(1, 7);
    append(0, 6);
    append(1, 9);
    assertThat(read(recent, StreamPosition.of(6, 7))).containsExactly("1-7", "0-6", "1-9");
    assertThat(read(recent, StreamPosition.of(7, 10))).isEmpty();
    assertThat(recent.end()).isEqualTo(StreamPosition.of(7, 10));
  }

  @Test
  void isSilentAboutPositionsBeforeItsBeginning() {
    recent.reset(StreamPosition.of(5, 7));
    append(0, 5);
    assertThat(recent.read(StreamPosition.of(4, 7), 0, 10)).isNull();
    assertThat(recent.read(StreamPosition.of(5), 0, 10)).isNull();
    assertThat(recent.read(StreamPosition.of(5, 7), 0, 10)).isNotNull();
  }

  @Test
  void staysWithinItsBytesAndForgetsTheOldest() {
    for (int i = 0; i < 1_000; i++) {
      append(0, i);
      assertThat(recent.bytes()).isLessThanOrEqualTo(10 * COST);
    }
    assertThat(recent.size()).isEqualTo(10);
    assertThat(recent.read(StreamPosition.of(989), 0, 10)).isNull();
    assertThat(read(recent, StreamPosition.of(990))).hasSize(10);
  }

  @Test
  void forgetsWhatIsTooOld() {
    recent.append(event(0, 0, NOW.minus(Duration.ofMinutes(16))));
    recent.append(event(0, 1, NOW.minus(Duration.ofMinutes(14))));
    recent.expire();
    assertThat(recent.size()).isEqualTo(1);
    assertThat(recent.read(StreamPosition.of(0), 0, 10)).isNull();
    assertThat(read(recent, StreamPosition.of(1))).containsExactly("0-1");
  }

  @Test
  void withoutMemoryStillServesWhoIsAtTheEnd() {
    RecentEvents none = recent(0);
    none.append(event(0, 0, NOW));
    assertThat(none.size()).isZero();
    assertThat(none.read(StreamPosition.of(0), 0, 10)).isNull();
    assertThat(none.read(StreamPosition.of(1), 0, 10)).isNotNull();
  }

  @Test
  void aPagePositionCountsWhatWasSkippedOnlyAtTheEnd() {
    append(0, 0);
    append(0, 1);
    recent.advance(0, 20);
    RecentPage first = requireNonNull(recent.read(StreamPosition.BEGINNING, 0, 1));
    assertThat(first.atEnd()).isFalse();
    assertThat(first.reached()).isEqualTo(StreamPosition.of(1));
    RecentPage last = requireNonNull(recent.read(first.reached(), first.nextSequence(), 1));
    assertThat(last.atEnd()).isTrue();
    assertThat(last.reached()).isEqualTo(StreamPosition.of(20));
  }

  @Test
  void readersAtAnyPlaceSeeEachEventOnceWhileItIsWritten() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RecentEvents ring = recent(200 * COST);
    long[] next = new long[3];
    List<String> all = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    StreamPosition position = StreamPosition.BEGINNING;
    long sequence = 0;
    for (int i = 0; i < 20_000; i++) {
      int partition = random.nextInt(3);
      if (random.nextInt(10) == 0) {
        next[partition] += 1 + random.nextInt(3);
        ring.advance(partition, next[partition]);
      } else {
        ring.append(event(partition, next[partition], NOW));
        all.add(partition + "-" + next[partition]++);
      }
      if (random.nextInt(20) == 0) {
        RecentPage page;
        do {
          page =
              requireNonNull(
                  ring.read(position, random.nextBoolean() ? sequence : 0, 1 + random.nextInt(50)));
          page.events().forEach(event -> seen.add(event.partition() + "-" + event.offset()));
          position = page.reached();
          sequence = page.nextSequence();
        } while (!page.atEnd() && random.nextInt(10) > 0);
      }
    }
    seen.addAll(read(ring, position));
    assertThat(seen).describedAs("seed %d", seed).isEqualTo(all);
  }

  private void append(int partition, long offset) {
    recent.append(event(partition, offset, NOW));
  }

  private static List<String> read(RecentEvents recent, StreamPosition from) {
    RecentPage page = requireNonNull(recent.read(from, 0, 1_000));
    return page.events().stream().map(e -> e.partition() + "-" + e.offset()).toList();
  }

  private static StreamedEvent event(int partition, long offset, Instant timestamp) {
    return new StreamedEvent(partition, offset, timestamp, FACTS, SIZE_BYTES);
  }

  private static RecentEvents recent(long bytesMax) {
    return new RecentEvents(bytesMax, Duration.ofMinutes(15), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
