package dev.ticketstream.gateway.revocation;

import dev.ticketstream.gateway.wire.SessionRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

  @Bean
  RevokedUsers revokedUsers(RevocationProperties properties, Clock clock) {
    return new RevokedUsers(properties.tokenLifetimeMax(), clock);
  }

  @Bean
  RevocationTopic revocationTopic(
      RevocationProperties properties,
      KafkaAdmin admin,
      ConsumerFactory<?, ?> consumers,
      ProducerFactory<?, ?> producers) {
    return new RevocationTopic(
        properties,
        admin.getConfigurationProperties(),
        consumers.getConfigurationProperties(),
        producers.getConfigurationProperties());
  }

  @Bean
  KafkaRevocations kafkaRevocations(
      RevokedUsers users, RevocationTopic topic, SessionRegistry sessions, MeterRegistry registry) {
    return new KafkaRevocations(users, topic, sessions, registry);
  }

  @Bean
  RevocationReader revocationReader(
      RevocationTopic topic, KafkaRevocations revocations, RevocationProperties properties) {
    return new RevocationReader(topic, revocations, properties.retryDelay());
  }

  @Bean
  RevocationsHealthIndicator revocationsHealthIndicator(RevokedUsers users) {
    return new RevocationsHealthIndicator(users);
  }
}
