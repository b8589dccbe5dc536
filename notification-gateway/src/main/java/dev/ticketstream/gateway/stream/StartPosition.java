package dev.ticketstream.gateway.stream;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to begin to read a topic that was there before us.
 *
 * @param readFrom {@code liveFrom}, less the recent past that is worth having in memory
 * @param liveFrom the end when the gateway started: while it could not reach Kafka, subscribers
 *     came, and wait for what happened since
 */
record StartPosition(StreamPosition readFrom, StreamPosition liveFrom) {

  /**
   * @param consumer used for look-ups; left assigned to the partitions
   * @param partitions all of the topic's
   * @param since how far back in time to begin
   * @param recordsMax most records before the end to begin at, over all partitions; what came after
   *     {@code startedAt} is read in any case
   * @param startedAt when the gateway started
   */
  static StartPosition find(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Instant since,
      int recordsMax,
      Instant startedAt) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> recent = firstSince(since, consumer, partitions);
    Map<TopicPartition, Long> news = firstSince(startedAt, consumer, partitions);
    long share = recordsMax / Math.max(1, partitions.size());
    StreamPosition readFrom = StreamPosition.BEGINNING;
    StreamPosition liveFrom = StreamPosition.BEGINNING;
    for (TopicPartition partition : partitions) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, beginning);
      long liveAt = Math.min(end, news.getOrDefault(partition, end));
      long recentAt = Math.max(recent.getOrDefault(partition, end), end - share);
      readFrom =
          readFrom.with(partition.partition(), Math.max(beginning, Math.min(liveAt, recentAt)));
      liveFrom = liveFrom.with(partition.partition(), liveAt);
    }
    return new StartPosition(readFrom, liveFrom);
  }

  /** The first offset at or after a time, of those partitions that have one. */
  private static Map<TopicPartition, Long> firstSince(
      Instant time, Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                offsets.put(partition, found.offset());
              }
            });
    return offsets;
  }
}
