package dev.ticketstream.gateway.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenderingBenchmarkTests {

  /** A benchmark that renders errors would be fast. */
  @Test
  void rendersTheWholeSelection() throws Exception {
    RenderingBenchmark benchmark = new RenderingBenchmark();
    benchmark.subscribe();

    assertThat(new String(benchmark.render(), UTF_8))
        .startsWith("{\"data\":{\"supportTicketEvents\":{\"eventId\":")
        .contains("\"eventType\":\"STATUS_CHANGED\"", "\"lastName\":\"Agent\"}}}}}")
        .doesNotContain("errors");
  }
}
