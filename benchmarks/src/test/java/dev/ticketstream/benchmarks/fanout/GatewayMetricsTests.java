package dev.ticketstream.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatewayMetricsTests {

  private static final String TEXT =
      """
      # HELP closes_total Connections that were closed
      # TYPE closes_total counter
      closes_total{code="4499",reason="slow_consumer"} 1.0
      closes_total{code="client",reason="client"} 2.0
      closes_total_more 4.0
      queue_bytes 1.5E5
      """;

  @Test
  void addsUpAMetricsSeries() {
    assertThat(GatewayMetrics.sum("closes_total", TEXT)).isEqualTo(3);
    assertThat(GatewayMetrics.sum("closes_total{code=\"4499\",reason=\"slow_consumer\"}", TEXT))
        .isEqualTo(1);
    assertThat(GatewayMetrics.sum("queue_bytes", TEXT)).isEqualTo(150_000);
    assertThat(GatewayMetrics.sum("nothing", TEXT)).isZero();
  }
}
