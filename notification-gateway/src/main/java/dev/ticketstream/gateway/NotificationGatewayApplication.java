package dev.ticketstream.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.graphql.autoconfigure.observation.GraphQlObservationAutoConfiguration;

/**
 * Pushes ticket events from Kafka to GraphQL subscribers over WebSocket.
 *
 * <p>Spring's observations of GraphQL are left out: they would cost each field of each event more
 * than its value does. Operations, views and refusals have meters of their own.
 */
@SpringBootApplication(exclude = GraphQlObservationAutoConfiguration.class)
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
