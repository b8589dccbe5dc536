package dev.ticketstream.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Pushes ticket events from Kafka to GraphQL subscribers over WebSocket. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationGatewayApplication {

  /**
   * Starts the gateway.
   *
   * @param args Spring Boot's options, e.g. {@code --server.port=8081}
   */
  public static void main(String[] args) {
    SpringApplication.run(NotificationGatewayApplication.class, args);
  }
}
