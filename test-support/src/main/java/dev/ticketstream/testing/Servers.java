package dev.ticketstream.testing;

/** Where the servers of this JVM come from. Both start on first use and end with the JVM. */
interface Servers {

  /** The maintenance database of the PostgreSQL server. */
  Database postgres();

  /** The bootstrap servers of the Kafka broker. */
  String kafkaBootstrapServers();
}
