package dev.ticketstream.command.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's administration, in calls that wait and fail with what went wrong. */
final class TopicAdmin implements AutoCloseable {

  private static final Duration RETRY_PAUSE = Duration.ofMillis(20);

  private final Admin admin;
  private final Duration timeout;

  TopicAdmin(Map<String, Object> config, Duration timeout) {
    this.admin = Admin.create(config);
    this.timeout = timeout;
  }

  /** Creates a topic; false if it was there already. */
  boolean createIfMissing(NewTopic topic) {
    if (await(admin.listTopics().names()).contains(topic.name())) {
      return false;
    }
    try {
      await(admin.createTopics(List.of(topic)).all());
      return true;
    } catch (TopicExistsException e) {
      return false; // another instance was quicker
    }
  }

  /** A topic's description; waits for one that was created just now. */
  TopicDescription describe(String topic) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        return describeOnce(topic);
      } catch (UnknownTopicOrPartitionException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_PAUSE.toNanos());
      }
    }
  }

  private TopicDescription describeOnce(String topic) {
    return single(await(admin.describeTopics(List.of(topic)).allTopicNames()));
  }

  /** A topic's settings, those left to the broker's defaults included. */
  Map<String, String> configuration(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return single(await(admin.describeConfigs(List.of(resource)).all())).entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private static <T> T single(Map<?, T> answers) {
    return answers.values().iterator().next();
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "no answer from Kafka within " + timeout, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
