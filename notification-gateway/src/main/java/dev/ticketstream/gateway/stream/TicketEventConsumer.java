package dev.ticketstream.gateway.stream;

import dev.ticketstream.gateway.stream.TopicWatch.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all partitions of the topic into the {@link LiveStream}, from its own thread and without a
 * consumer group: every gateway instance sees every event. It waits for a topic that is not there,
 * outlives any outage of Kafka, and goes on where it was.
 */
final class TicketEventConsumer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(TicketEventConsumer.class);

  /** Events come at once; this is how often it looks up when none do. */
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

  private static final Duration TOPIC_POLL = Duration.ofMillis(20);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FETCH_WAIT = Duration.ofMillis(500);
  private static final int POLL_RECORDS = 500;
  private static final int FETCH_BYTES = 1 << 20;

  private final KafkaClients clients;
  private final StreamProperties properties;
  private final LiveStream live;
  private final RecordDecoder decoder;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private @Nullable Thread thread;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile @Nullable TopicWatch watch;
  private volatile boolean caughtUp;
  private volatile long lag;
  private Instant startedAt = Instant.MAX;
  private boolean topicWasAbsent;
  private int partitions;
  private @Nullable Instant newest;

  TicketEventConsumer(
      KafkaClients clients,
      StreamProperties properties,
      LiveStream live,
      RecordDecoder decoder,
      Clock clock) {
    this.clients = clients;
    this.properties = properties;
    this.live = live;
    this.decoder = decoder;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      startedAt = clock.instant();
      thread = Thread.ofPlatform().name("ticket-events").daemon().start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    stopping.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    if (thread != null) {
      try {
        if (!thread.join(STOP_TIMEOUT)) {
          log.warn("The reader of ticket events did not stop within {}", STOP_TIMEOUT);
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

  /**
   * Begins before the web server and stops after it: connections that are being drained still get
   * their events.
   */
  @Override
  public int getPhase() {
    return 0;
  }

  /** Whether all was read that was in the topic when this instance began. */
  boolean caughtUp() {
    return caughtUp;
  }

  /** Whether Kafka has answered of late. */
  boolean reachable() {
    TopicWatch current = watch;
    return current != null && current.reachable();
  }

  /** How many records of the topic are still to be read. */
  long lag() {
    return lag;
  }

  private void run() {
    while (!stopped()) {
      try (TopicWatch topicWatch = new TopicWatch(clients.admin(), properties, clock)) {
        watch = topicWatch;
        connect(topicWatch);
      } catch (WakeupException | InterruptException e) {
        log.debug("The reader of ticket events was woken", e);
      } catch (RuntimeException | Error e) {
        // With this thread gone, clients would stay connected and hear nothing any more.
        log.warn("Reading ticket events failed, trying again", e);
        pause(properties.retryDelay());
      }
    }
  }

  private void connect(TopicWatch topicWatch) {
    Consumer<byte[], byte[]> current = clients.consumer(POLL_RECORDS, FETCH_BYTES, FETCH_WAIT);
    consumer = current;
    try {
      read(current, topicWatch);
    } finally {
      consumer = null;
      KafkaClients.close(current);
    }
  }

  private void read(Consumer<byte[], byte[]> current, TopicWatch topicWatch) {
    Answer.Found topic = awaitTopic(topicWatch);
    if (topic == null) {
      return;
    }
    if (live.topicId() == null) {
      begin(current, topic);
    } else {
      checkIdentity(topic);
    }
    assign(current, Math.max(topic.partitions(), live.end().partitions()));
    while (!stopped()) {
      try {
        take(current.poll(POLL_TIMEOUT));
        settle(current);
      } catch (OffsetOutOfRangeException e) {
        log.error("The place to read on is gone from Kafka: {}", e.getMessage());
        topicWatch.hurry();
        Answer.Found now = awaitTopic(topicWatch);
        if (now == null || !checkIdentity(now)) {
          skipLost(current, e.offsetOutOfRangePartitions());
        }
        assign(current, now == null ? partitions : now.partitions());
      }
      if (topicWatch.poll() instanceof Answer.Found found) {
        if (checkIdentity(found) || found.partitions() > partitions) {
          assign(current, found.partitions());
        }
      }
    }
  }

  private Answer.@Nullable Found awaitTopic(TopicWatch topicWatch) {
    while (!stopped()) {
      switch (topicWatch.poll()) {
        case Answer.Found found -> {
          return found;
        }
        case Answer.Absent _ -> {
          if (!topicWasAbsent) {
            log.warn("There is no topic {}, waiting for it", properties.topic());
          }
          topicWasAbsent = true;
        }
        case null -> {}
      }
      pause(TOPIC_POLL);
    }
    return null;
  }

  private void begin(Consumer<byte[], byte[]> current, Answer.Found topic) {
    if (topicWasAbsent) {
      // Whatever it has was written since we wait for it.
      StreamPosition zero = StreamPosition.of(new long[topic.partitions()]);
      live.begin(topic.topicId(), zero, zero);
    } else {
      StartPosition start =
          StartPosition.find(
              current,
              partitions(topic.partitions()),
              clock.instant().minus(properties.recentAge()),
              properties.warmUpRecords(),
              startedAt);
      live.begin(topic.topicId(), start.readFrom(), start.liveFrom());
      log.info("Reading {} from {}", properties.topic(), start.readFrom());
    }
  }

  /** Begins anew when the topic was deleted and created again; tells whether it was. */
  private boolean checkIdentity(Answer.Found topic) {
    if (topic.topicId().equals(live.topicId())) {
      return false;
    }
    log.error("Topic {} was deleted and created again", properties.topic());
    live.replace(topic.topicId(), new StreamGap(StreamGap.Cause.FOREIGN, newest, clock.instant()));
    return true;
  }

  private void skipLost(Consumer<byte[], byte[]> current, Map<TopicPartition, Long> lost) {
    ResumePosition resume = ResumePosition.find(current, lost, live.end(), live.liveFrom());
    live.skip(
        new StreamGap(resume.cause(), newest, clock.instant()),
        resume.readFrom(),
        resume.liveFrom());
  }

  private void assign(Consumer<byte[], byte[]> current, int count) {
    if (partitions > 0 && count > partitions) {
      log.info("{} has {} partitions now", properties.topic(), count);
    }
    partitions = count;
    List<TopicPartition> all = partitions(count);
    current.assign(all);
    StreamPosition position = live.end();
    all.forEach(partition -> current.seek(partition, position.at(partition.partition())));
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      StreamedEvent event = decoder.decode(record);
      if (event == null) {
        live.advance(record.partition(), record.offset() + 1);
      } else {
        newest = event.timestamp();
        live.append(event);
      }
    }
  }

  /** Moves past transaction markers and aborted records, which no poll returns. */
  private void settle(Consumer<byte[], byte[]> current) {
    long behind = 0;
    for (TopicPartition partition : current.assignment()) {
      live.advance(partition.partition(), current.position(partition));
      behind += current.currentLag(partition).orElse(0);
    }
    lag = behind;
    live.expire();
    if (!caughtUp && live.end().reaches(live.liveFrom())) {
      caughtUp = true;
      log.info("Caught up with {} at {}", properties.topic(), live.end());
    }
  }

  private List<TopicPartition> partitions(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> new TopicPartition(properties.topic(), number))
        .toList();
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration duration) {
    try {
      stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }
}
