package dev.ticketstream.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the ticket command service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TicketCommandServiceApplication {

  /**
   * Runs the service until it is stopped.
   *
   * @param args Spring Boot's command line, e.g. {@code --server.port=8080}
   */
  public static void main(String[] args) {
    SpringApplication.run(TicketCommandServiceApplication.class, args);
  }
}
