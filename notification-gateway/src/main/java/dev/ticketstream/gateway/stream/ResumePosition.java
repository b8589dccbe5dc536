package dev.ticketstream.gateway.stream;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to go on in a topic that no longer has the offsets to read on at.
 *
 * @param cause whether Kafka has forgotten them, or has never had them since it was restored
 * @param readFrom where to go on
 * @param liveFrom what is behind it is news
 */
record ResumePosition(StreamGap.Cause cause, StreamPosition readFrom, StreamPosition liveFrom) {

  /**
   * Asks Kafka.
   *
   * @param lost the offsets that it does not have
   * @param end how far was read
   * @param liveFrom what was behind it was news so far
   */
  static ResumePosition find(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> lost,
      StreamPosition end,
      StreamPosition liveFrom) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(lost.keySet());
    Map<TopicPartition, Long> ends = consumer.endOffsets(lost.keySet());
    StreamPosition position = end;
    StreamPosition news = liveFrom;
    boolean truncated = false;
    for (Map.Entry<TopicPartition, Long> entry : lost.entrySet()) {
      int number = entry.getKey().partition();
      long topicEnd = ends.getOrDefault(entry.getKey(), 0L);
      if (entry.getValue() > topicEnd) {
        truncated = true;
        position = position.with(number, topicEnd);
        // What comes now has offsets that were there before, and is news all the same.
        news = news.with(number, Math.min(news.at(number), topicEnd));
      } else {
        position = position.with(number, beginnings.getOrDefault(entry.getKey(), 0L));
      }
    }
    return new ResumePosition(
        truncated ? StreamGap.Cause.FOREIGN : StreamGap.Cause.EXPIRED, position, news);
  }
}
