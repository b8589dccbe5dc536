package dev.ticketstream.gateway.stream;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of a test's own on a real broker, and the relay that writes to it in transactions. */
public final class TicketTopic implements AutoCloseable {

  private final String name = "events-" + UUID.randomUUID();
  private final Admin admin;
  private final String bootstrapServers;
  private final Relay relay;

  /**
   * @param bootstrapServers the broker; the topic is not created yet
   */
  public TicketTopic(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.bootstrapServers = bootstrapServers;
    relay = new Relay(bootstrapServers, name);
  }

  public String name() {
    return name;
  }

  public TicketTopic create(int partitions) {
    get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
    return this;
  }

  public void delete() {
    get(admin.deleteTopics(List.of(name)).all());
  }

  public void growTo(int partitions) {
    get(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all());
  }

  /** Deletes everything that is in the topic now. */
  public void expireAll() {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    for (int p = 0; p < relay.producer.partitionsFor(name).size(); p++) {
      TopicPartition partition = new TopicPartition(name, p);
      long end =
          get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
              .offset();
      all.put(partition, RecordsToDelete.beforeOffset(end));
    }
    get(admin.deleteRecords(all).all());
  }

  /** Another relay, as after a restart: it knows the topic as it is now. */
  public Relay newRelay() {
    return new Relay(bootstrapServers, name);
  }

  /** Writes events in one transaction. */
  public void publish(List<SupportTicketEvent> events) {
    relay.publish(events);
  }

  /** Writes events and takes them back. */
  public void abort(List<SupportTicketEvent> events) {
    relay.abort(events);
  }

  /** Writes a record that may be anything. */
  public void publish(String key, byte[] value) {
    relay.publish(key, value);
  }

  @Override
  public void close() {
    relay.close();
    admin.close();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(Optional.ofNullable(e.getCause()).orElse(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A writer with a transactional id. */
  public static final class Relay implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<String, byte[]> producer;

    Relay(String bootstrapServers, String topic) {
      this.topic = topic;
      producer =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrapServers,
                  ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                  topic),
              new StringSerializer(),
              new ByteArraySerializer());
      producer.initTransactions();
    }

    /** Writes events in one transaction. */
    public void publish(List<SupportTicketEvent> events) {
      producer.beginTransaction();
      events.forEach(this::send);
      producer.commitTransaction();
    }

    void abort(List<SupportTicketEvent> events) {
      producer.beginTransaction();
      events.forEach(this::send);
      producer.flush();
      producer.abortTransaction();
    }

    void publish(String key, byte[] value) {
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, key, value));
      producer.commitTransaction();
    }

    @Override
    public void close() {
      producer.close();
    }

    private void send(SupportTicketEvent event) {
      producer.send(
          new ProducerRecord<>(
              topic, event.ticketId().toString(), SupportTicketEventCodec.encode(event)));
    }
  }
}
