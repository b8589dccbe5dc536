package dev.ticketstream.command.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.ErrorCode;
import dev.ticketstream.command.ticket.RateLimitedException;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandRateLimiterTests {

  private static final Viewer ALICE = viewer("alice");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Time time = new Time();
  private final CommandRateLimiter limiter =
      new CommandRateLimiter(new RateLimitProperties(10, 500, 2, 3, 100), registry, time);

  @Test
  void letsABurstThroughAndNoMore() {
    for (int i = 0; i < 500; i++) {
      limiter.acquire(ALICE, 1);
    }
    assertThat(refused(1).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(registry.counter("ticketstream.rate.limited", "what", "command").count())
        .isEqualTo(1);
  }

  @Test
  void saysAfterHowLongTheSameGetsThrough() {
    limiter.acquire(ALICE, 500);
    RateLimitedException refusal = refused(20);
    assertThat(refusal.retryAfterMs()).isEqualTo(2_000);
    time.pass(Duration.ofMillis(1_999));
    assertThat(refused(20).retryAfterMs()).isEqualTo(1);
    time.pass(Duration.ofMillis(1));
    assertThatCode(() -> limiter.acquire(ALICE, 20)).doesNotThrowAnyException();
  }

  @Test
  void aCommandOnManyTicketsTakesAllOrNothing() {
    limiter.acquire(ALICE, 499);
    refused(2);
    assertThatCode(() -> limiter.acquire(ALICE, 1)).doesNotThrowAnyException();
  }

  @Test
  void refusesForGoodWhatNeverFits() {
    CommandRejectedException refusal =
        catchThrowableOfType(CommandRejectedException.class, () -> limiter.acquire(ALICE, 501));
    assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThatCode(() -> limiter.acquire(ALICE, 500)).doesNotThrowAnyException();
  }

  @Test
  void countsEachUserAlone() {
    limiter.acquire(ALICE, 500);
    assertThatCode(() -> limiter.acquire(viewer("bob"), 500)).doesNotThrowAnyException();
  }

  @Test
  void countsRequestsApartFromCommands() {
    for (int i = 0; i < 3; i++) {
      limiter.acquireRequest(ALICE);
    }
    RateLimitedException refusal =
        catchThrowableOfType(RateLimitedException.class, () -> limiter.acquireRequest(ALICE));
    assertThat(refusal.retryAfterMs()).isEqualTo(500);
    assertThat(registry.counter("ticketstream.rate.limited", "what", "request").count())
        .isEqualTo(1);
    assertThatCode(() -> limiter.acquire(ALICE, 500)).doesNotThrowAnyException();
  }

  private RateLimitedException refused(int tickets) {
    return catchThrowableOfType(RateLimitedException.class, () -> limiter.acquire(ALICE, tickets));
  }

  private static Viewer viewer(String id) {
    return new Viewer(new UserRef(id, "", "", null), Set.of(Role.AGENT), Set.of());
  }

  private static final class Time implements TimeMeter {

    private long nanos;

    void pass(Duration duration) {
      nanos += duration.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
