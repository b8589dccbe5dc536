package dev.ticketstream.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.gateway.wire.Timers.Name;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deadlines on an event loop whose clock stands still until it is told to go on. */
class TimersTests {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Name> timedOut = new ArrayList<>();
  private final Timers timers = new Timers(channel.eventLoop(), timedOut::add);

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.close();
  }

  private void advance(long millis) {
    // In steps, as a loop that is not held up would see it.
    for (long step = 0; step < millis; step += 10) {
      channel.advanceTimeBy(Math.min(10, millis - step), TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  @Test
  void reportsADeadlineNeverEarlyAndAtMostTwoTicksLate() {
    timers.set(Name.PONG, Duration.ofMillis(1010));
    advance(1000);
    assertThat(timedOut).isEmpty();
    advance(10 + 2 * TimerWheel.TICK_MILLIS);
    assertThat(timedOut).containsExactly(Name.PONG);
    advance(60_000);
    assertThat(timedOut).hasSize(1);
  }

  @Test
  void reportsDeadlinesFarBeyondOneTurnOfTheWheel() {
    timers.set(Name.EXPIRY, Duration.ofHours(1));
    advance(3_599_000);
    assertThat(timedOut).isEmpty();
    advance(2_000);
    assertThat(timedOut).containsExactly(Name.EXPIRY);
  }

  @Test
  void keepsADeadlineThatIsCenturiesAway() {
    timers.set(Name.EXPIRY, Duration.ofDays(365L * 10_000));
    advance(60_000);
    assertThat(timers.isSet(Name.EXPIRY)).isTrue();
    assertThat(timedOut).isEmpty();
  }

  @Test
  void movesADeadlineEitherWay() {
    timers.set(Name.PONG, Duration.ofSeconds(1));
    timers.set(Name.PONG, Duration.ofSeconds(30));
    advance(29_000);
    assertThat(timedOut).isEmpty();
    timers.set(Name.PONG, Duration.ofMillis(100));
    advance(300);
    assertThat(timedOut).containsExactly(Name.PONG);
  }

  @Test
  void forgetsADeadline() {
    timers.set(Name.PING, Duration.ofSeconds(1));
    timers.set(Name.PONG, Duration.ofSeconds(1));
    timers.cancel(Name.PONG);
    assertThat(timers.isSet(Name.PONG)).isFalse();
    advance(2_000);
    assertThat(timedOut).containsExactly(Name.PING);
    timers.set(Name.PING, Duration.ofSeconds(1));
    timers.cancelAll();
    advance(2_000);
    assertThat(timedOut).hasSize(1);
  }

  @Test
  void reportsWhatWasDueWhileTheLoopWasHeldUp() {
    timers.set(Name.PING, Duration.ofSeconds(1));
    timers.set(Name.EXPIRY, Duration.ofSeconds(100));
    channel.advanceTimeBy(10, TimeUnit.MINUTES);
    channel.runScheduledPendingTasks();
    assertThat(timedOut).containsExactlyInAnyOrder(Name.PING, Name.EXPIRY);
  }

  @Test
  void letsADeadlineBeSetAgainFromItsOwnReport() {
    int[] pings = {0};
    Timers[] own = new Timers[1];
    own[0] =
        new Timers(
            channel.eventLoop(),
            name -> {
              pings[0]++;
              own[0].set(name, Duration.ofSeconds(1));
            });
    own[0].set(Name.PING, Duration.ofSeconds(1));
    advance(10_500);
    assertThat(pings[0]).isBetween(8, 10);
  }

  @Test
  void goesOnAfterAReportThatFails() {
    Timers broken =
        new Timers(
            channel.eventLoop(),
            _ -> {
              throw new IllegalStateException("on purpose");
            });
    broken.set(Name.PING, Duration.ofSeconds(1));
    timers.set(Name.PING, Duration.ofSeconds(2));
    advance(3_000);
    assertThat(timedOut).containsExactly(Name.PING);
  }

  @Test
  void looksAtTheClockOnlyWhileSomebodyWaits() {
    timers.set(Name.PING, Duration.ofSeconds(1));
    timers.cancelAll();
    advance(200);
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    timers.set(Name.PING, Duration.ofSeconds(1));
    advance(1_200);
    assertThat(timedOut).containsExactly(Name.PING);
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  /** Random deadlines of many connections, set, moved and forgotten, against a plain list. */
  @Test
  void agreesWithAPlainListOfDeadlines() {
    Random random = new Random(4);
    List<Map<Name, Long>> expected = new ArrayList<>();
    List<Timers> all = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    long[] now = {0};
    for (int i = 0; i < 200; i++) {
      int number = i;
      Map<Name, Long> own = new EnumMap<>(Name.class);
      expected.add(own);
      all.add(
          new Timers(
              channel.eventLoop(),
              name -> {
                Long due = own.remove(name);
                if (due == null || now[0] < due || now[0] > due + 2L * TimerWheel.TICK_MILLIS) {
                  wrong.add("%s due at %s reported at %d".formatted(name, due, now[0]));
                }
                if (name == Name.EXPIRY_WARNING) {
                  all.get(number).set(Name.PONG, Duration.ofSeconds(15));
                  own.put(Name.PONG, now[0] + 15_000);
                }
              }));
    }
    for (int step = 0; step < 20_000; step++) {
      int i = random.nextInt(all.size());
      Name name = Name.values()[random.nextInt(Name.values().length)];
      if (random.nextInt(3) == 0) {
        all.get(i).cancel(name);
        expected.get(i).remove(name);
      } else {
        long delay = random.nextInt(random.nextBoolean() ? 300 : 60_000);
        all.get(i).set(name, Duration.ofMillis(delay));
        expected.get(i).put(name, now[0] + delay);
      }
      now[0] += 5;
      channel.advanceTimeBy(5, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
      if (step % 1000 == 0) {
        expected.forEach(
            own ->
                assertThat(own.values())
                    .allMatch(due -> due + 2L * TimerWheel.TICK_MILLIS >= now[0]));
      }
    }
    assertThat(wrong).isEmpty();
  }
}
