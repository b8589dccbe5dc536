package dev.ticketstream.command.relay;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest committed cursor. To be called after {@code initTransactions()}: only then is a
 * predecessor's last transaction decided.
 */
final class CursorReader {

  /** How far before the end to look first; a commit leaves two offsets, an abort too. */
  private static final long FIRST_STEP = 64;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final RelayKafka.Names names;
  private final Duration timeout;

  CursorReader(
      Supplier<Consumer<byte[], byte[]>> consumers, RelayKafka.Names names, Duration timeout) {
    this.consumers = consumers;
    this.names = names;
    this.timeout = timeout;
  }

  /**
   * Reads the cursor.
   *
   * @return the cursor; absent if none was ever written
   * @throws RelayRefusedException if it is not readable, or if there is none although there are
   *     events
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer
   */
  @Nullable RelayCursor read() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      byte[] newest = newest(consumer, new TopicPartition(names.cursorTopic(), 0));
      if (newest != null) {
        return RelayCursorFormat.decode(newest);
      }
      if (hasEvents(consumer)) {
        throw new RelayRefusedException(
            "%s has no cursor although %s has events: publishing everything would repeat them. Decide with docs/relay.md (\"A lost cursor\") and start once with --ticketstream.relay.rewind-to=beginning|end|seq:N."
                .formatted(names.cursorTopic(), names.topic()));
      }
      return null;
    }
  }

  /** The first cursor is committed before the first event is sent, so offsets mean events. */
  private boolean hasEvents(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(names.topic(), timeout).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    return consumer.endOffsets(partitions, timeout).values().stream().anyMatch(end -> end > 0);
  }

  private byte @Nullable [] newest(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    List<TopicPartition> partitions = List.of(partition);
    consumer.assign(partitions);
    long begin = offset(consumer.beginningOffsets(partitions, timeout), partition);
    long end = offset(consumer.endOffsets(partitions, timeout), partition);
    long step = FIRST_STEP;
    while (true) {
      long from = Math.max(begin, end - step);
      byte[] found = lastBetween(consumer, partition, from, end);
      if (found != null || from == begin) {
        return found;
      }
      step *= 16;
    }
  }

  private byte @Nullable [] lastBetween(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
    byte[] found = null;
    consumer.seek(partition, from);
    long deadline = System.nanoTime() + timeout.toNanos();
    while (consumer.position(partition, timeout) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        if (record.offset() < end && Arrays.equals(record.key(), names.cursorKey())) {
          found = record.value();
        }
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the cursor was not readable within " + timeout);
      }
    }
    return found;
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }
}
