package dev.ticketstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTests {

  private static final int RATE = 200;

  @Test
  void countsFromWhenARequestWasDueNotFromWhenItWasSent() throws InterruptedException {
    CountDownLatch stall = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    Thread.ofVirtual().start(() -> endAfter(stall, Duration.ofMillis(500)));

    LoadResult result =
        new Load(
                _ ->
                    session(
                        () -> {
                          stall.await();
                          done.incrementAndGet();
                        }),
                1)
            .openLoop(RATE, Duration.ofSeconds(1));

    assertThat(result.successes()).isEqualTo(RATE).isEqualTo(done.get());
    // One request met the stall, but a hundred were due while it lasted.
    assertThat(result.millis(75)).isGreaterThan(100);
  }

  @Test
  void countsFailuresApartAndKeepsTheFirst() throws InterruptedException {
    AtomicInteger turn = new AtomicInteger();
    LoadResult result =
        new Load(
                _ ->
                    session(
                        () -> {
                          int now = turn.getAndIncrement();
                          if (now % 2 == 0) {
                            throw new IllegalStateException("broken " + now);
                          }
                        }),
                1)
            .openLoop(RATE, Duration.ofMillis(100));

    assertThat(result.successes()).isEqualTo(10);
    assertThat(result.failures()).isEqualTo(10);
    assertThat(result.firstFailure()).contains("broken 0");
  }

  private static void endAfter(CountDownLatch stall, Duration time) {
    try {
      if (!stall.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        stall.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Session session(Step step) {
    return new Session() {
      @Override
      public void run() throws Exception {
        step.run();
      }

      @Override
      public void close() {}
    };
  }
}
