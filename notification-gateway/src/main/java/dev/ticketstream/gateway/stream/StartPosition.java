package dev.ticketstream.gateway.stream;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to begin to read a topic that was there before us.
 *
 * @param readFrom the end, less the recent past that is worth having in memory
 * @param liveFrom the end
 */
record StartPosition(StreamPosition readFrom, StreamPosition liveFrom) {

  /**
   * @param consumer used for look-ups; left assigned to the partitions
   * @param partitions all of the topic's
   * @param since how far back in time to begin
   * @param recordsMax most records before the end to begin at, over all partitions
   */
  static StartPosition find(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Instant since,
      int recordsMax) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
    long share = recordsMax / Math.max(1, partitions.size());
    StreamPosition readFrom = StreamPosition.BEGINNING;
    StreamPosition liveFrom = StreamPosition.BEGINNING;
    for (TopicPartition partition : partitions) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, beginning);
      OffsetAndTimestamp recent = offsets.get(partition);
      long from = recent == null ? end : Math.min(end, recent.offset());
      readFrom =
          readFrom.with(partition.partition(), Math.max(beginning, Math.max(from, end - share)));
      liveFrom = liveFrom.with(partition.partition(), end);
    }
    return new StartPosition(readFrom, liveFrom);
  }
}
