package dev.ticketstream.benchmarks;

import java.time.Duration;

/**
 * CPU time of the parts. On a machine that is busy with other things too it tells more than rates.
 *
 * @param service the command service, its relay included
 * @param postgres all processes of the server
 * @param kafka the broker
 * @param load this process
 */
record CpuTimes(Duration service, Duration postgres, Duration kafka, Duration load) {

  static final CpuTimes ZERO =
      new CpuTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  CpuTimes plus(CpuTimes more) {
    return new CpuTimes(
        service.plus(more.service),
        postgres.plus(more.postgres),
        kafka.plus(more.kafka),
        load.plus(more.load));
  }

  CpuTimes minus(CpuTimes less) {
    return new CpuTimes(
        service.minus(less.service),
        postgres.minus(less.postgres),
        kafka.minus(less.kafka),
        load.minus(less.load));
  }

  /** The share of one of many. */
  CpuTimes dividedBy(long many) {
    long divisor = Math.max(1, many);
    return new CpuTimes(
        service.dividedBy(divisor),
        postgres.dividedBy(divisor),
        kafka.dividedBy(divisor),
        load.dividedBy(divisor));
  }

  /** In microseconds. */
  @Override
  public String toString() {
    return "service %d, PostgreSQL %d, Kafka %d, load %d"
        .formatted(micros(service), micros(postgres), micros(kafka), micros(load));
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1_000;
  }
}
