package dev.ticketstream.gateway.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * One Kafka consumer that reads pages, each from any place. When the next page begins where the
 * last one ended it reads on without a seek, and what was fetched ahead is used.
 */
final class ReplayReader implements AutoCloseable {

  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final StreamProperties properties;
  private final RecordDecoder decoder;
  private final Clock clock;
  private Map<TopicPartition, Long> places = Map.of();

  ReplayReader(
      Consumer<byte[], byte[]> consumer,
      StreamProperties properties,
      RecordDecoder decoder,
      Clock clock) {
    this.consumer = consumer;
    this.properties = properties;
    this.decoder = decoder;
    this.clock = clock;
  }

  /** Whether this reader is where the request begins. */
  boolean continues(ReplayRequest request) {
    return !places.isEmpty() && places.equals(places(request));
  }

  /**
   * Reads the next page: at least one event, unless there is none or Kafka does not answer.
   *
   * @param request from where to where
   */
  ReplayPage read(ReplayRequest request) {
    Map<TopicPartition, Long> wanted = places(request);
    try {
      if (isBeyondEnd(request)) {
        return new ReplayPage.Missing(
            new StreamGap(StreamGap.Cause.FOREIGN, request.watermark(), clock.instant()));
      }
      if (!places.equals(wanted)) {
        consumer.assign(wanted.keySet());
        Set<TopicPartition> expired = expired(wanted);
        if (!expired.isEmpty()) {
          return missing(request, expired);
        }
        wanted.forEach(consumer::seek);
        places = wanted;
      }
      return page(request);
    } catch (OffsetOutOfRangeException e) {
      places = Map.of();
      Set<TopicPartition> lost = e.offsetOutOfRangePartitions().keySet();
      return missing(request, lost);
    } catch (RuntimeException e) {
      places = Map.of();
      throw e;
    }
  }

  @Override
  public void close() {
    KafkaClients.close(consumer);
  }

  /** The partitions in which there is something to read, and where. */
  private Map<TopicPartition, Long> places(ReplayRequest request) {
    Map<TopicPartition, Long> found = new HashMap<>();
    for (int p = 0; p < request.until().partitions(); p++) {
      if (request.from().at(p) < request.until().at(p)) {
        found.put(new TopicPartition(properties.topic(), p), request.from().at(p));
      }
    }
    return found;
  }

  /**
   * Whether the position lies beyond the topic's end. It may lie beyond what this instance has
   * read, but what Kafka has never had was not delivered by anyone: the topic was restored.
   */
  private boolean isBeyondEnd(ReplayRequest request) {
    Map<TopicPartition, Long> ahead = new HashMap<>();
    for (int p = 0; p < request.until().partitions(); p++) {
      if (request.from().at(p) > request.until().at(p)) {
        ahead.put(new TopicPartition(properties.topic(), p), request.from().at(p));
      }
    }
    if (ahead.isEmpty()) {
      return false;
    }
    consumer.assign(ahead.keySet());
    places = Map.of();
    Map<TopicPartition, Long> ends = consumer.endOffsets(ahead.keySet());
    return ahead.entrySet().stream()
        .anyMatch(entry -> entry.getValue() > ends.getOrDefault(entry.getKey(), 0L));
  }

  private Set<TopicPartition> expired(Map<TopicPartition, Long> wanted) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(wanted.keySet());
    Set<TopicPartition> expired = new HashSet<>();
    wanted.forEach(
        (partition, offset) -> {
          if (offset < beginnings.getOrDefault(partition, 0L)) {
            expired.add(partition);
          }
        });
    return expired;
  }

  private ReplayPage page(ReplayRequest request) {
    StreamPosition reached = request.from();
    List<StreamedEvent> events = new ArrayList<>();
    long bytes = 0;
    long deadline = System.nanoTime() + PAGE_TIMEOUT.toNanos();
    while (events.isEmpty() && !reached.reaches(request.until())) {
      if (System.nanoTime() - deadline > 0) {
        break;
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIMEOUT);
      boolean full = false;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        bytes += Math.max(0, record.serializedValueSize());
        if (!events.isEmpty() && bytes > properties.replayPageBytes().toBytes()) {
          full = true;
          break;
        }
        StreamedEvent event = decoder.decode(record);
        if (event != null) {
          events.add(event);
        }
        reached = reached.with(record.partition(), record.offset() + 1);
      }
      reached = settle(reached, full);
    }
    return new ReplayPage.Events(events, reached);
  }

  /** Moves past what no poll returns, or back to what did not fit into the page. */
  private StreamPosition settle(StreamPosition taken, boolean full) {
    StreamPosition reached = taken;
    Map<TopicPartition, Long> now = new HashMap<>();
    for (TopicPartition partition : places.keySet()) {
      if (full) {
        consumer.seek(partition, reached.at(partition.partition()));
      } else {
        reached = reached.with(partition.partition(), consumer.position(partition));
      }
      now.put(partition, reached.at(partition.partition()));
    }
    places = now;
    return reached;
  }

  private ReplayPage missing(ReplayRequest request, Set<TopicPartition> lost) {
    places = Map.of();
    Instant to = firstTimes(lost);
    return new ReplayPage.Missing(new StreamGap(StreamGap.Cause.EXPIRED, request.watermark(), to));
  }

  /** The latest of the times at which the partitions begin now; the present if one is empty. */
  private Instant firstTimes(Set<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.beginningOffsets(partitions).forEach(consumer::seek);
    Map<TopicPartition, Instant> firsts = new HashMap<>();
    long deadline = System.nanoTime() + PAGE_TIMEOUT.toNanos();
    while (firsts.size() < partitions.size() && System.nanoTime() - deadline < 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
        firsts.putIfAbsent(
            new TopicPartition(record.topic(), record.partition()),
            Instant.ofEpochMilli(Math.max(0, record.timestamp())));
      }
    }
    return firsts.size() < partitions.size()
        ? clock.instant()
        : firsts.values().stream().max(Instant::compareTo).orElseGet(clock::instant);
  }
}
