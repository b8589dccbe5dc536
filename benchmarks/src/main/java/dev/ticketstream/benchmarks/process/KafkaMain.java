package dev.ticketstream.benchmarks.process;

import dev.ticketstream.testing.EmbeddedBroker;

/** A Kafka broker as a process: says where it listens, and runs until it is ended. */
final class KafkaMain {

  /** What stands before the address in the output. */
  static final String ANSWERS_AT = "broker answers at ";

  private KafkaMain() {}

  /** Runs the broker. */
  public static void main(String[] args) throws InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    System.out.println(ANSWERS_AT + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
