package dev.ticketstream.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionSettingsTests {

  private static final Duration INTERVAL = Duration.ofSeconds(25);

  @Test
  void spreadsTheFirstPingsOfConnectionsThatCameTogetherOverTheInterval() {
    SessionSettings settings =
        new SessionSettings(INTERVAL, INTERVAL, INTERVAL, INTERVAL, 1, 1, 1, 1, INTERVAL, INTERVAL);
    List<Duration> firstPings = Stream.generate(settings::firstPing).limit(10_000).toList();
    assertThat(firstPings).allMatch(each -> each.isPositive() && each.compareTo(INTERVAL) <= 0);
    // Of ten tenths none is empty: by chance that would happen once in 10^457 times.
    assertThat(firstPings.stream().map(each -> (each.toMillis() - 1) / 2500).distinct())
        .hasSize(10);
  }
}
