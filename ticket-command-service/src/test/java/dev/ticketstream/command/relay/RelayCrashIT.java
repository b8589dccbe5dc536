package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever dies at whatever moment: nothing is lost, nothing is doubled. */
class RelayCrashIT {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final RelayTestBed bed = new RelayTestBed();
  private final UUID ticket = UUID.randomUUID();

  @AfterEach
  void close() throws Exception {
    bed.close();
  }

  @Test
  void dyingBetweenSendAndCommitPublishesNothingTwice() throws Exception {
    AtomicInteger commits = new AtomicInteger();
    bed.start(
        ProducerFaults.onCommit(
            real -> {
              if (commits.incrementAndGet() % 3 == 0) {
                real.flush(); // the broker has the records, in a transaction nobody ends
                throw new KafkaException("died before the commit");
              }
              real.commitTransaction();
            }),
        "batch-size=5");
    append(40);
    PublishedEvents published = bed.published();
    published.awaitExactly(40);
    published.assertInOrderAndOnce();
    assertThat(commits).hasValueGreaterThan(3);
  }

  @Test
  void anErrorOfTheVirtualMachineDoesNotEndTheRelay() throws Exception {
    AtomicInteger commits = new AtomicInteger();
    bed.start(
        ProducerFaults.onCommit(
            real -> {
              if (commits.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("a jar was replaced under a running service");
              }
              real.commitTransaction();
            }));
    append(3);
    PublishedEvents published = bed.published();
    published.awaitExactly(3);
    published.assertInOrderAndOnce();
  }

  @Test
  void anAnswerLostAfterTheCommitPublishesNothingTwice() throws Exception {
    AtomicInteger commits = new AtomicInteger();
    bed.start(
        ProducerFaults.onCommit(
            real -> {
              real.commitTransaction();
              if (commits.incrementAndGet() % 3 == 0) {
                throw new TimeoutException("the answer to the commit was lost");
              }
            }),
        "batch-size=5");
    append(40);
    PublishedEvents published = bed.published();
    published.awaitExactly(40);
    published.assertInOrderAndOnce();
    assertThat(commits).hasValueGreaterThan(3);
  }

  @Test
  void aZombieThatWakesUpAfterATakeoverIsFencedAndStepsDown() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    AtomicBoolean sleepy = new AtomicBoolean();
    Relay zombie =
        bed.start(ProducerFaults.onCommit(real -> sleepThenCommit(real, sleepy, asleep, awake)));
    append(5);
    PublishedEvents published = bed.published();
    published.awaitExactly(5);
    sleepy.set(true);
    append(5);
    asleep.await(); // its events are sent, its transaction is open, its lease runs out
    Relay successor = bed.start("lease-time=8s");
    published.awaitExactly(10);
    awake.countDown();
    awaitState(zombie, RelayState.WAITING);
    append(5);
    published.awaitExactly(15);
    published.assertInOrderAndOnce();
    assertThat(successor.status().current().state()).isEqualTo(RelayState.LEADING);
    assertThat(bed.errors(zombie, FailureCause.FENCED)).isEqualTo(1);
  }

  @Test
  void oneOfTwoRelaysLeadsAndTheOtherTakesOverWhenItEnds() throws Exception {
    Relay first = bed.start("lease-time=60s");
    append(5);
    PublishedEvents published = bed.published();
    published.awaitExactly(5);
    Relay second = bed.start("lease-time=2s");
    awaitState(second, RelayState.WAITING);
    first.stop();
    assertThat(first.status().current().state()).isEqualTo(RelayState.STOPPED);
    append(5); // the lease was given back: nobody waits a minute
    published.awaitExactly(10);
    published.assertInOrderAndOnce();
    awaitState(second, RelayState.LEADING);
  }

  @Test
  void aLostDatabaseConnectionIsReplaced() throws Exception {
    Relay relay = bed.start();
    PublishedEvents published = bed.published();
    for (int i = 1; i <= 3; i++) {
      append(5);
      published.awaitExactly(i * 5);
      bed.jdbc.queryForList(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'ticketstream-relay' and datname = current_database()");
    }
    append(5);
    published.awaitExactly(20);
    published.assertInOrderAndOnce();
    awaitState(relay, RelayState.LEADING);
  }

  @Test
  void stoppingPublishesWhatWasCommittedBefore() throws Exception {
    Relay relay = bed.start("poll-interval-min=20s", "poll-interval-max=20s");
    PublishedEvents published = bed.published();
    awaitState(relay, RelayState.LEADING);
    append(5);
    relay.stop();
    published.awaitExactly(5);
  }

  @Test
  void aSignalWakesARelayThatWouldPollLater() throws Exception {
    Relay relay = bed.start("poll-interval-min=60s", "poll-interval-max=60s");
    PublishedEvents published = bed.published();
    awaitState(relay, RelayState.LEADING);
    append(5);
    relay.eventsAppended();
    published.awaitExactly(5);
  }

  private void append(int events) throws Exception {
    for (int i = 0; i < events; i++) {
      bed.writer.append(ticket);
    }
  }

  private static void sleepThenCommit(
      Producer<byte[], byte[]> real,
      AtomicBoolean sleepy,
      CountDownLatch asleep,
      CountDownLatch awake) {
    if (sleepy.getAndSet(false)) {
      real.flush();
      asleep.countDown();
      try {
        awake.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    real.commitTransaction();
  }

  private static void awaitState(Relay relay, RelayState state) {
    await()
        .atMost(DEADLINE)
        .untilAsserted(() -> assertThat(relay.status().current().state()).isEqualTo(state));
  }
}
