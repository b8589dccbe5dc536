package dev.ticketstream.benchmarks.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class PhaseTests {

  private static final long FIRST = 1_001;
  private static final int COUNT = 200;
  private static final double RATE = 1_000;

  private final Phase phase = new Phase(new OneInThree(), FIRST, COUNT, 0, RATE);

  @Test
  void anExactPhaseHasEveryDeliveryOnce() {
    deliverAll();

    assertThat(deliveries().exact()).isTrue();
    assertThat(deliveries().delivered()).isEqualTo(COUNT);
    assertThat(phase.received()).isEqualTo(phase.expected(FIRST + COUNT));
  }

  @Test
  void countsWhatDidNotCome() {
    for (long event = FIRST; event < FIRST + COUNT - 1; event++) {
      deliver(event);
    }

    assertThat(deliveries().lost()).isEqualTo(1);
    assertThat(deliveries().exact()).isFalse();
  }

  @Test
  void countsWhatCameTwice() {
    deliverAll();
    deliver(FIRST + 130);

    assertThat(deliveries().duplicates()).isEqualTo(1);
    assertThat(deliveries().lost()).isZero();
    assertThat(deliveries().exact()).isFalse();
  }

  @Test
  void countsWhatCameToSomebodyElse() {
    deliverAll();
    long forAnother = FIRST + COUNT - 1;
    phase.received((int) ((forAnother + 1) % 3), forAnother, 0);

    assertThat(deliveries().wrong() + deliveries().duplicates()).isEqualTo(1);
    assertThat(deliveries().exact()).isFalse();
  }

  @Test
  void whatWasPublishedBeforeItDoesNotCount() {
    deliver(FIRST - 3);
    deliverAll();

    assertThat(deliveries().exact()).isTrue();
    assertThat(deliveries().latencies().getTotalCount()).isEqualTo(COUNT);
  }

  @Test
  void whoIsIgnoredIsNeitherExpectedNorCounted() {
    phase.ignore((int) (FIRST % 3));
    deliverAll();

    assertThat(deliveries().exact()).isTrue();
    assertThat(deliveries().delivered()).isEqualTo(COUNT - 67);
  }

  @Test
  void latencyCountsFromWhenTheEventWasDue() {
    phase.received((int) ((FIRST + 10) % 3), FIRST + 10, 15_000_000);
    phase.publish();

    assertThat(phase.dueNanos(FIRST + 10)).isEqualTo(10_000_000);
    assertThat(phase.latencyMaxNanos()).isEqualTo(5_000_000);
  }

  private void deliverAll() {
    for (long event = FIRST; event < FIRST + COUNT; event++) {
      deliver(event);
    }
  }

  private void deliver(long event) {
    phase.received((int) (event % 3), event, phase.dueNanos(event) + 1_000_000);
  }

  private Deliveries deliveries() {
    phase.publish();
    return phase.deliveries(FIRST + COUNT);
  }

  /** Three subscriptions; the events are for them in turn. */
  private static final class OneInThree implements Audience {

    @Override
    public int connections() {
      return 3;
    }

    @Override
    public int subscriptionsEach() {
      return 1;
    }

    @Override
    public String token(int connection) {
      return "";
    }

    @Override
    public String subscribePayload(int subscription) {
      return "";
    }

    @Override
    public void forEach(long event, IntConsumer subscriptions) {
      subscriptions.accept((int) (event % 3));
    }

    @Override
    public long slot(long event) {
      return event / 3;
    }

    @Override
    public int coverage() {
      return 3;
    }
  }
}
