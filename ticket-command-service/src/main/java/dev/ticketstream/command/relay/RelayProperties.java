package dev.ticketstream.command.relay;

import dev.ticketstream.events.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How events get from the event store to Kafka.
 *
 * @param enabled whether this instance takes part in relaying
 * @param topic the topic that events go to
 * @param cursorTopic the compacted topic that holds the relay's cursor
 * @param partitions partitions of {@code topic}; fixed once the topic exists, because more would
 *     move tickets to other partitions
 * @param replicationFactor copies of each partition when the relay creates a topic; -1 is the
 *     broker's default
 * @param minInsyncReplicas {@code min.insync.replicas} when the relay creates a topic; absent is
 *     the broker's default
 * @param retention how long {@code topic} keeps events, as long as the topic's own setting says the
 *     same; absent is forever
 * @param transactionalId the one Kafka {@code transactional.id} of all instances on this event
 *     store; fences whoever believes wrongly to be the leader
 * @param batchSize most events in a Kafka transaction, 1 to 10,000
 * @param batchBytes most bytes of payload in a Kafka transaction, 256 KiB to 16 MiB; a single event
 *     always fits
 * @param batchPause least time between the end of a batch and the next one, 0 to 1 s: under load it
 *     makes batches grow, and with them the share of each event in a transaction's cost shrink; an
 *     event that comes after a quiet time does not wait, nor does a backlog
 * @param pollIntervalMin pause before looking again right after events were found
 * @param pollIntervalMax longest pause; the pause doubles up to it while nothing is found
 * @param leaseTime how long a leader that gave no sign of life stays leader; at least 1 s
 * @param deliveryTimeout how long Kafka may take for one step of a batch before the batch is given
 *     up and tried anew; at least 1 s
 * @param transactionTimeout after how long the broker itself ends the open transaction of a leader
 *     that died, which holds back {@code read_committed} consumers; longer than {@code
 *     deliveryTimeout}
 * @param retryBackoffMin first pause after a failure
 * @param retryBackoffMax longest pause between tries while a failure lasts
 * @param databaseTimeout how long a database statement may stay without an answer
 * @param shutdownTimeout how long stopping waits for the batch under way
 * @param rewindTo sets the cursor anew, once: {@code beginning}, {@code end} or {@code seq:N}, each
 *     with an optional {@code #label}; see docs/relay.md for what it costs
 */
@ConfigurationProperties("ticketstream.relay")
record RelayProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue(Topics.SUPPORT_TICKET_EVENTS) String topic,
    @DefaultValue(Topics.RELAY_CURSOR) String cursorTopic,
    @DefaultValue("" + Topics.SUPPORT_TICKET_EVENTS_PARTITIONS) int partitions,
    @DefaultValue("-1") short replicationFactor,
    @Nullable Integer minInsyncReplicas,
    @Nullable Duration retention,
    @DefaultValue("ticketstream-relay") String transactionalId,
    @DefaultValue("1000") int batchSize,
    @DefaultValue("4MB") DataSize batchBytes,
    @DefaultValue("10ms") Duration batchPause,
    @DefaultValue("5ms") Duration pollIntervalMin,
    @DefaultValue("100ms") Duration pollIntervalMax,
    @DefaultValue("5s") Duration leaseTime,
    @DefaultValue("5s") Duration deliveryTimeout,
    @DefaultValue("10s") Duration transactionTimeout,
    @DefaultValue("100ms") Duration retryBackoffMin,
    @DefaultValue("5s") Duration retryBackoffMax,
    @DefaultValue("30s") Duration databaseTimeout,
    @DefaultValue("10s") Duration shutdownTimeout,
    @Nullable RewindRequest rewindTo) {

  RelayProperties {
    check(!topic.isBlank(), "topic must not be blank");
    check(
        !cursorTopic.isBlank() && !cursorTopic.equals(topic),
        "cursor-topic must differ from topic");
    check(partitions >= 1, "partitions must be at least 1");
    check(
        replicationFactor >= 1 || replicationFactor == -1,
        "replication-factor must be at least 1, or -1 for the broker's default");
    check(
        minInsyncReplicas == null || minInsyncReplicas >= 1,
        "min-insync-replicas must be at least 1");
    check(retention == null || retention.isPositive(), "retention must be positive, or absent");
    check(!transactionalId.isBlank(), "transactional-id must not be blank");
    check(batchSize >= 1 && batchSize <= 10_000, "batch-size must be 1 to 10000");
    check(
        batchBytes.toKilobytes() >= 256 && batchBytes.toMegabytes() <= 16,
        "batch-bytes must be 256KB to 16MB");
    check(
        !batchPause.isNegative() && batchPause.toMillis() <= 1000, "batch-pause must be 0ms to 1s");
    check(
        pollIntervalMin.toMillis() >= 1 && pollIntervalMax.compareTo(pollIntervalMin) >= 0,
        "poll-interval-min must be at least 1ms and at most poll-interval-max");
    check(leaseTime.toMillis() >= 1000, "lease-time must be at least 1s");
    check(deliveryTimeout.toMillis() >= 1000, "delivery-timeout must be at least 1s");
    check(
        transactionTimeout.compareTo(deliveryTimeout) > 0,
        "transaction-timeout must be longer than delivery-timeout");
    check(
        retryBackoffMin.toMillis() >= 1 && retryBackoffMax.compareTo(retryBackoffMin) >= 0,
        "retry-backoff-min must be at least 1ms and at most retry-backoff-max");
    check(databaseTimeout.toMillis() >= 1000, "database-timeout must be at least 1s");
    check(shutdownTimeout.isPositive(), "shutdown-timeout must be positive");
  }

  private static void check(boolean good, String message) {
    if (!good) {
      throw new IllegalArgumentException("ticketstream.relay." + message);
    }
  }
}
