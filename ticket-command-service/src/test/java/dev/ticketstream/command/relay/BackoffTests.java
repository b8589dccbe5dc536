package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTests {

  private final Backoff backoff =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(1));

  @Test
  void doublesUpToTheLimitWithinHalfOfIt() {
    for (long full : new long[] {100, 200, 400, 800, 1000, 1000}) {
      assertThat(backoff.next()).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
    }
  }

  @Test
  void beginsAnewAfterASuccess() {
    backoff.next();
    backoff.next();
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void differsBetweenInstances() {
    Backoff other =
        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(2));
    assertThat(other.next()).isNotEqualTo(backoff.next());
  }
}
