package dev.ticketstream.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.Topics;
import dev.ticketstream.events.codec.CloudEventHeaders;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to a topic of its own as the relay does: in transactions, keyed by ticket. */
final class KafkaPublisher implements EventPublisher {

  private final String topic;
  private final Function<SupportTicketEvent, byte[]> encoding;
  private final KafkaProducer<byte[], byte[]> producer;

  private KafkaPublisher(
      String address, String topic, Function<SupportTicketEvent, byte[]> encoding) {
    this.topic = topic;
    this.encoding = encoding;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                10L),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /**
   * Creates the topic and a publisher of events for it.
   *
   * @param address of the broker
   * @param topic a name that is not taken
   */
  static KafkaPublisher ofEvents(String address, String topic) throws InterruptedException {
    create(address, topic);
    return new KafkaPublisher(address, topic, SupportTicketEventCodec::encode);
  }

  /**
   * Creates the topic and a publisher of payloads that are ready to be sent to clients.
   *
   * @param address of the broker
   * @param topic a name that is not taken
   */
  static KafkaPublisher ofPayloads(String address, String topic) throws InterruptedException {
    create(address, topic);
    return new KafkaPublisher(address, topic, event -> EventJson.payload(event).getBytes(UTF_8));
  }

  private static void create(String address, String topic) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin
          .createTopics(
              List.of(new NewTopic(topic, Topics.SUPPORT_TICKET_EVENTS_PARTITIONS, (short) 1)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topic cannot be created", e.getCause());
    }
  }

  @Override
  public void publish(List<SupportTicketEvent> events) {
    producer.beginTransaction();
    for (SupportTicketEvent event : events) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topic, event.ticketId().toString().getBytes(UTF_8), encoding.apply(event));
      CloudEventHeaders.write(record.headers(), event);
      producer.send(record);
    }
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}
