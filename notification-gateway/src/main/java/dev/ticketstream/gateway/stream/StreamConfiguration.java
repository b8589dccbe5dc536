package dev.ticketstream.gateway.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StreamProperties.class, CursorProperties.class})
class StreamConfiguration {

  private static final Logger log = LoggerFactory.getLogger(StreamConfiguration.class);

  @Bean
  CursorSealer cursorSealer(CursorProperties properties) {
    if (properties.keys().isEmpty()) {
      log.warn("Sealing cursors with a generated key: they are worth nothing after a restart");
    }
    return new CursorSealer(properties.cursorKeys());
  }

  @Bean
  KafkaClients ticketEventKafkaClients(ConsumerFactory<?, ?> consumers) {
    return new KafkaClients(consumers.getConfigurationProperties());
  }

  @Bean
  LiveStream liveStream(StreamProperties properties, MeterRegistry metrics) {
    LiveStream live = new LiveStream(properties, Clock.systemUTC());
    Gauge.builder("ticketstream.stream.recent.size", live, LiveStream::recentBytes)
        .description("Memory of recent events, by a rough reckoning")
        .baseUnit("bytes")
        .register(metrics);
    return live;
  }

  @Bean
  TicketEventConsumer ticketEventConsumer(
      KafkaClients clients, StreamProperties properties, LiveStream live, MeterRegistry metrics) {
    TicketEventConsumer consumer =
        new TicketEventConsumer(
            clients, properties, live, new RecordDecoder(metrics, "live"), Clock.systemUTC());
    Gauge.builder("ticketstream.stream.lag", consumer, TicketEventConsumer::lag)
        .description("Records of the events' topic that are still to be read")
        .baseUnit("records")
        .register(metrics);
    return consumer;
  }

  @Bean
  KafkaReplay kafkaReplay(
      KafkaClients clients, StreamProperties properties, MeterRegistry metrics) {
    return new KafkaReplay(
        clients, properties, new RecordDecoder(metrics, "replay"), Clock.systemUTC());
  }

  @Bean
  TicketEventsHealthIndicator ticketEventsHealthIndicator(TicketEventConsumer consumer) {
    return new TicketEventsHealthIndicator(consumer);
  }
}
