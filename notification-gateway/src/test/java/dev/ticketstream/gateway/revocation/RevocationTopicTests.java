package dev.ticketstream.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RevocationTopicTests {

  @Test
  void keepsNoConsumerWhenKafkaDoesNotAnswer() throws Exception {
    Map<String, Object> nobody = Map.of("bootstrap.servers", "localhost:1");
    try (RevocationTopic topic =
        new RevocationTopic(
            new RevocationProperties(
                "none", (short) 1, Duration.ofHours(1), Duration.ofMillis(100), Duration.ZERO),
            nobody,
            nobody,
            nobody)) {
      Set<ObjectName> before = consumers();
      assertThatExceptionOfType(TimeoutException.class).isThrownBy(topic::consumer);
      assertThat(consumers()).isEqualTo(before);
    }
  }

  /** Each consumer that is not closed shows itself here. */
  private static Set<ObjectName> consumers() throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("kafka.consumer:type=app-info,*"), null);
  }
}
