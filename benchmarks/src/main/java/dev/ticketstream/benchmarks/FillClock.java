package dev.ticketstream.benchmarks;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** A clock that the fill sets before each command, so that tickets spread over the past. */
final class FillClock extends Clock {

  private static final ThreadLocal<Instant> TIME = ThreadLocal.withInitial(Instant::now);

  /** Sets the time for this thread. */
  static void set(Instant time) {
    TIME.set(time);
  }

  @Override
  public Instant instant() {
    return TIME.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the fill needs UTC only");
  }

  /** Puts the clock in the place of the service's. */
  @Configuration(proxyBeanMethods = false)
  static class InPlaceOfTheServices {

    @Bean
    @Primary
    Clock fillClock() {
      return new FillClock();
    }
  }
}
