package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.DeliveryPace;
import dev.ticketstream.gateway.wire.SessionRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The gateway without its Kafka half. */
@TestComponent // so that a test of the whole application does not scan it
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan({
  "dev.ticketstream.gateway.graphql",
  "dev.ticketstream.gateway.http",
  "dev.ticketstream.gateway.security"
})
@ConfigurationPropertiesScan({
  "dev.ticketstream.gateway.graphql",
  "dev.ticketstream.gateway.http",
  "dev.ticketstream.gateway.security"
})
class TestGateway {

  @Bean
  FakeTicketEventStreams ticketEventStreams(ObjectProvider<DeliveryPace> pace) {
    return new FakeTicketEventStreams(pace::getObject);
  }

  @Bean
  FakeRevocations revocations(SessionRegistry sessions) {
    return new FakeRevocations(sessions);
  }
}
