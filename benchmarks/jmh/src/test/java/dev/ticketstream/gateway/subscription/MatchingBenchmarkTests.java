package dev.ticketstream.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.gateway.subscription.MatchingBenchmark.Interest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingBenchmarkTests {

  /** A benchmark that finds nothing would be fast. */
  @ParameterizedTest
  @CsvSource({"OWN_TICKET, 1", "OWN_TICKETS, 1", "TEAM_AND_STATUS, 2", "EVERYTHING, 120"})
  void findsAsManySubscriptionsAsTheInterestSays(Interest interest, int expected) {
    MatchingBenchmark benchmark = new MatchingBenchmark();
    benchmark.subscriptions = 120;
    benchmark.interest = interest;

    benchmark.fill();

    assertThat(benchmark.matches()).isEqualTo(expected);
  }
}
