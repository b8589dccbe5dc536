package dev.ticketstream.testing;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A real KRaft broker inside this JVM, for tests that stop, break or exhaust a broker and so cannot
 * share {@link TestInfrastructure#kafkaBootstrapServers()}.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final EmbeddedKafkaKraftBroker broker;

  private EmbeddedBroker(EmbeddedKafkaKraftBroker broker) {
    this.broker = broker;
  }

  /**
   * Starts a broker on a free port with an empty data folder. Topics are not created automatically.
   *
   * @return the running broker
   */
  public static EmbeddedBroker start() {
    EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    broker.brokerProperty("auto.create.topics.enable", "false");
    broker.brokerProperty("transaction.state.log.replication.factor", "1");
    broker.brokerProperty("transaction.state.log.min.isr", "1");
    broker.brokerProperty("transaction.state.log.num.partitions", "1");
    broker.brokerProperty("offsets.topic.replication.factor", "1");
    broker.brokerProperty("offsets.topic.num.partitions", "1");
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.afterPropertiesSet();
    return new EmbeddedBroker(broker);
  }

  /** The broker's {@code host:port}. */
  public String bootstrapServers() {
    return broker.getBrokersAsString();
  }

  @Override
  public void close() {
    broker.destroy();
  }
}
