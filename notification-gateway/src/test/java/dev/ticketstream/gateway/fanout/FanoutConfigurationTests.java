package dev.ticketstream.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.gateway.stream.StreamProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class FanoutConfigurationTests {

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  KafkaAutoConfiguration.class, ValidationAutoConfiguration.class))
          .withBean(SimpleMeterRegistry.class)
          .withBean(DeliveryPace.class, () -> TestGateway.UNPACED)
          .withUserConfiguration(Packages.class);

  @Configuration(proxyBeanMethods = false)
  @ComponentScan({"dev.ticketstream.gateway.fanout", "dev.ticketstream.gateway.stream"})
  static class Packages {}

  @Test
  void startsWithoutKafkaAndHasTheDocumentedDefaults() {
    context
        .withPropertyValues(
            "spring.kafka.bootstrap-servers=localhost:1", "ticketstream.cursor.generate-key=true")
        .run(
            started -> {
              assertThat(started).hasSingleBean(TicketEventStreams.class);
              assertThat(started.getBean(FanoutProperties.class))
                  .isEqualTo(new FanoutProperties(256, Duration.ofMillis(200)));
              assertThat(started.getBean(VisibilityProperties.class).agentScope())
                  .isEqualTo(AgentScope.ALL_TICKETS);
              assertThat(started.getBean(StreamProperties.class))
                  .isEqualTo(
                      new StreamProperties(
                          "support-ticket-events",
                          DataSize.ofMegabytes(64),
                          Duration.ofMinutes(15),
                          20_000,
                          Duration.ofSeconds(5),
                          Duration.ofSeconds(15),
                          Duration.ofMillis(500),
                          4,
                          1_000,
                          500,
                          DataSize.ofKilobytes(512)));
            });
  }

  @Test
  void refusesToStartWithoutACursorKey() {
    context.run(
        failed ->
            assertThat(failed)
                .getFailure()
                .rootCause()
                .hasMessageContaining("ticketstream.cursor.keys is empty"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ticketstream.cursor.keys=no-colon",
        "ticketstream.cursor.keys=k1:c2hvcnQ=",
        "ticketstream.cursor.keys=k1:???",
        "ticketstream.fanout.buffer-events=1",
        "ticketstream.fanout.retry-delay=0s",
        "ticketstream.stream.topic=",
        "ticketstream.stream.recent-bytes=-1B",
        "ticketstream.stream.replay-readers=0",
        "ticketstream.stream.warm-up-records=-1",
        "ticketstream.visibility.agent-scope=NOBODY"
      })
  void refusesToStartWithAnImpossibleValue(String property) {
    context
        .withPropertyValues("ticketstream.cursor.generate-key=true", property)
        .run(failed -> assertThat(failed).hasFailed());
  }
}
