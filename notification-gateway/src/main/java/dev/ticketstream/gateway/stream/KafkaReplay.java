package dev.ticketstream.gateway.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the older past from Kafka with few consumers that all replays share. A replay asks for one
 * page at a time and queues up again for the next, so that a long one does not keep short ones
 * waiting.
 */
public final class KafkaReplay implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaReplay.class);
  private static final int FETCH_BYTES = 512 << 10;

  /** Short: a fetch that waits at the topic's end keeps the next replay from going elsewhere. */
  private static final Duration FETCH_WAIT = Duration.ofMillis(10);

  private static final long IDLE_SECONDS = 60;

  private final KafkaClients clients;
  private final StreamProperties properties;
  private final RecordDecoder decoder;
  private final Clock clock;
  private final ThreadPoolExecutor threads;
  private final List<ReplayReader> idle = new ArrayList<>();
  private boolean closed;

  KafkaReplay(
      KafkaClients clients, StreamProperties properties, RecordDecoder decoder, Clock clock) {
    this.clients = clients;
    this.properties = properties;
    this.decoder = decoder;
    this.clock = clock;
    this.threads =
        new ThreadPoolExecutor(
            properties.replayReaders(),
            properties.replayReaders(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(properties.replayQueue()),
            Thread.ofPlatform().name("ticket-replay-", 0).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Queues a request.
   *
   * @param request what to read; when Kafka gives nothing in time, the answer has no events
   * @return whether it was queued; if not, the queue is full and the caller should try again later
   */
  public boolean request(ReplayRequest request) {
    try {
      threads.execute(() -> request.answer().accept(read(request)));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Closes the consumers; requests that wait are dropped. */
  @Override
  public void close() {
    threads.shutdownNow();
    synchronized (idle) {
      closed = true;
      idle.forEach(ReplayReader::close);
      idle.clear();
    }
  }

  private ReplayPage read(ReplayRequest request) {
    ReplayReader reader = null;
    try {
      reader = borrow(request);
      ReplayPage page = reader.read(request);
      giveBack(reader);
      return page;
    } catch (RuntimeException | Error e) {
      // Errors too: a replay that gets no answer waits for it for ever.
      log.warn("Reading a page for a replay failed, it will be tried again", e);
      if (reader != null) {
        reader.close();
      }
      return new ReplayPage.Unavailable();
    }
  }

  private ReplayReader borrow(ReplayRequest request) {
    synchronized (idle) {
      ReplayReader best = null;
      for (ReplayReader reader : idle) {
        if (best == null || reader.continues(request)) {
          best = reader;
        }
      }
      if (best != null) {
        idle.remove(best);
        return best;
      }
    }
    return new ReplayReader(
        clients.consumer(properties.replayPageRecords(), FETCH_BYTES, FETCH_WAIT),
        properties,
        decoder,
        clock);
  }

  private void giveBack(ReplayReader reader) {
    synchronized (idle) {
      if (!closed) {
        idle.add(reader);
        return;
      }
    }
    reader.close();
  }
}
