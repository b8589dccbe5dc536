package dev.ticketstream.command.relay;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** Puts the relay together, unless {@code ticketstream.relay.enabled} is false. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
    prefix = "ticketstream.relay",
    name = "enabled",
    havingValue = "true",
    matchIfMissing = true)
@EnableConfigurationProperties(RelayProperties.class)
class RelayConfiguration {

  @Bean
  RelayDatabase relayDatabase(JdbcConnectionDetails connection, RelayProperties properties) {
    return new RelayDatabase(
        connection.getJdbcUrl(),
        connection.getUsername(),
        connection.getPassword(),
        properties.databaseTimeout());
  }

  @Bean
  Relay relay(
      RelayProperties properties,
      RelayDatabase database,
      ProducerFactory<?, ?> producers,
      ConsumerFactory<?, ?> consumers,
      KafkaAdmin admin,
      MeterRegistry registry) {
    Clock clock = Clock.systemUTC();
    EventStoreReader reader =
        new EventStoreReader(
            database.jdbc(), properties.batchSize(), properties.batchBytes().toBytes());
    RelayKafka kafka =
        new RelayKafka(
            producers.getConfigurationProperties(),
            consumers.getConfigurationProperties(),
            admin.getConfigurationProperties(),
            properties);
    return new Relay(
        properties, database, kafka, reader, new RelayMetrics(registry, reader, clock), clock);
  }

  @Bean
  RelayWakeup relayWakeup(Relay relay) {
    return new RelayWakeup(relay);
  }

  @Bean
  RelayHealthIndicator relayHealthIndicator(Relay relay) {
    return new RelayHealthIndicator(relay.status(), relay.metrics());
  }
}
