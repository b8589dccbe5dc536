package dev.ticketstream.gateway.revocation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the topic of revocations from its beginning and then on and on, from its own thread; waits
 * for Kafka as long as it takes. What it has read stays good while Kafka is away.
 */
final class RevocationReader implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RevocationReader.class);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final RevocationTopic topic;
  private final KafkaRevocations revocations;
  private final Duration retryDelay;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;
  private volatile @Nullable Consumer<String, byte[]> consumer;

  RevocationReader(RevocationTopic topic, KafkaRevocations revocations, Duration retryDelay) {
    this.topic = topic;
    this.revocations = revocations;
    this.retryDelay = retryDelay;
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("revocations").daemon().start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    stopping.countDown();
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    if (thread != null) {
      try {
        if (!thread.join(STOP_TIMEOUT)) {
          log.warn("The reader of revocations did not stop within {}", STOP_TIMEOUT);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  /** Begins before the web server and stops after it. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    while (!stopped()) {
      try {
        topic.ensure();
        connect();
      } catch (WakeupException | InterruptException e) {
        log.debug("The reader of revocations was woken", e);
      } catch (RuntimeException e) {
        log.warn("Reading revocations failed, trying again: {}", e.toString());
        pause();
      }
    }
  }

  private void connect() {
    try (Closing opened = new Closing(topic.consumer())) {
      Consumer<String, byte[]> current = opened.consumer();
      consumer = current;
      Map<TopicPartition, Long> end = current.endOffsets(current.assignment());
      while (!stopped()) {
        for (ConsumerRecord<String, byte[]> record : current.poll(POLL_TIMEOUT)) {
          revocations.take(record.key(), record.value());
        }
        if (end.entrySet().stream()
            .allMatch(entry -> current.position(entry.getKey()) >= entry.getValue())) {
          revocations.loaded();
        }
      }
    } finally {
      consumer = null;
    }
  }

  private record Closing(Consumer<String, byte[]> consumer) implements AutoCloseable {

    @Override
    public void close() {
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  private void pause() {
    try {
      stopping.await(retryDelay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }
}
