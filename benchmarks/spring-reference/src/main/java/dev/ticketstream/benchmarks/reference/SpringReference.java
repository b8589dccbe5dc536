package dev.ticketstream.benchmarks.reference;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring for GraphQL's own WebFlux handler with events from Kafka. */
@SpringBootApplication
public class SpringReference {

  /** Runs the application. */
  public static void main(String[] args) {
    SpringApplication.run(SpringReference.class, args);
  }
}
