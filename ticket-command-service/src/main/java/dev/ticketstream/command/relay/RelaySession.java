package dev.ticketstream.command.relay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A leader's term: from fencing the predecessor to the first failure. One thread uses it. */
final class RelaySession implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RelaySession.class);

  private final EventStoreReader reader;
  private final EventPublisher publisher;
  private final RelayProgress progress;
  private RelayCursor cursor;
  private boolean behind = true;

  private RelaySession(
      EventStoreReader reader,
      EventPublisher publisher,
      RelayProgress progress,
      RelayCursor cursor) {
    this.reader = reader;
    this.publisher = publisher;
    this.progress = progress;
    this.cursor = cursor;
  }

  /**
   * Begins a term: checks the topics, fences the predecessor, reads the cursor and checks it.
   *
   * @throws RelayRefusedException if going on needs an operator's decision
   * @throws RuntimeException if Kafka or the database fails
   */
  static RelaySession open(
      RelayKafka kafka,
      RelayProperties properties,
      EventStoreReader reader,
      RelayProgress progress) {
    try (TopicAdmin admin = kafka.topicAdmin()) {
      new RelayTopics(admin, properties).ensure();
    }
    EventPublisher publisher = new EventPublisher(kafka.producer(), kafka.names());
    try {
      publisher.begin();
      RelayCursor cursor =
          new CursorSetup(kafka.cursorReader(), reader, publisher, properties.rewindTo())
              .establish();
      progress.startedAt(cursor);
      log.info(
          "Relaying events to {} from {} on, seq {}",
          properties.topic(),
          cursor.newestSnapshot(),
          cursor.lastSeq());
      return new RelaySession(reader, publisher, progress, cursor);
    } catch (RuntimeException e) {
      publisher.close();
      throw e;
    }
  }

  /**
   * Publishes the next page, if there is anything to publish.
   *
   * @return how many events were published
   */
  int publishNext() {
    EventPage page = reader.next(cursor);
    RelayCursor next = cursor.after(page);
    if (!page.events().isEmpty()) {
      progress.publishing(page);
      publisher.publish(page.events(), next);
    }
    cursor = next;
    behind = !page.complete();
    progress.published(page, next);
    return page.events().size();
  }

  /** Whether more is known to be there than was published. */
  boolean behind() {
    return behind;
  }

  @Override
  public void close() {
    publisher.close();
  }
}
