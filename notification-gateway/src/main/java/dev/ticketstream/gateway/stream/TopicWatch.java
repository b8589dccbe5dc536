package dev.ticketstream.gateway.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up from time to time which topic stands behind our name and how many partitions it has;
 * tells by the way whether Kafka answers. Used by one thread, except for {@link #reachable()}.
 */
final class TopicWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

  /** What Kafka answered. */
  sealed interface Answer {

    /** The topic is there. */
    record Found(UUID topicId, int partitions) implements Answer {}

    /** There is no such topic. */
    record Absent() implements Answer {}
  }

  private final Admin admin;
  private final StreamProperties properties;
  private final Clock clock;

  private @Nullable KafkaFuture<TopicDescription> pending;
  private Instant nextLookup = Instant.MIN;
  private volatile Instant lastFound = Instant.MIN;

  TopicWatch(Admin admin, StreamProperties properties, Clock clock) {
    this.admin = admin;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Asks when it is time to, without waiting.
   *
   * @return an answer that has arrived since the last call, else {@code null}
   */
  @Nullable Answer poll() {
    Instant now = clock.instant();
    if (pending == null) {
      if (now.isBefore(nextLookup)) {
        return null;
      }
      pending =
          admin
              .describeTopics(List.of(properties.topic()))
              .topicNameValues()
              .get(properties.topic());
    }
    if (pending == null || !pending.isDone()) {
      return null;
    }
    Answer answer = answer(pending);
    pending = null;
    boolean found = answer instanceof Answer.Found;
    if (found) {
      lastFound = clock.instant();
    }
    nextLookup = now.plus(found ? properties.discoveryInterval() : properties.retryDelay());
    return answer;
  }

  /** Makes the next {@link #poll()} ask at once. */
  void hurry() {
    nextLookup = Instant.MIN;
  }

  /** Whether Kafka has shown us the topic of late. */
  boolean reachable() {
    return lastFound.isAfter(clock.instant().minus(properties.brokerTimeout()));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private static @Nullable Answer answer(KafkaFuture<TopicDescription> future) {
    try {
      TopicDescription topic = future.get();
      Uuid id = topic.topicId();
      return new Answer.Found(
          new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()),
          topic.partitions().size());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return new Answer.Absent();
      }
      log.warn("Kafka does not tell about the events' topic: {}", String.valueOf(e.getCause()));
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
