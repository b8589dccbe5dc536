package dev.ticketstream.command.attachment;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Removes uploads that no ticket claimed in time, and what is left of uploads whose process died.
 *
 * <p>Several instances may do this at once: a row is marked first, which a claim that holds its
 * lock prevents and one that comes later notices. What was marked and not removed is tried again.
 */
final class UnclaimedRemoval {

  private static final Logger log = LoggerFactory.getLogger(UnclaimedRemoval.class);

  /** An upload that lives ends by its own timeout; this much later it is dead. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** A mark that is younger may be another instance's that is at work. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final JdbcTemplate jdbc;
  private final AttachmentStores stores;
  private final AttachmentMetrics metrics;
  private final AttachmentProperties properties;

  UnclaimedRemoval(
      JdbcTemplate jdbc,
      AttachmentStores stores,
      AttachmentMetrics metrics,
      AttachmentProperties properties) {
    this.jdbc = jdbc;
    this.stores = stores;
    this.metrics = metrics;
    this.properties = properties;
  }

  private record Marked(UUID id, StoreKind store) {}

  /**
   * Removes at most {@code unclaimed.removal-batch-size} uploads.
   *
   * @return how many are gone
   */
  int run() {
    int gone = 0;
    for (Marked upload : mark()) {
      gone += remove(upload) ? 1 : 0;
    }
    if (gone > 0) {
      log.info("removed {} uploads that no ticket has claimed", gone);
    }
    return gone;
  }

  /** Those that failed last come last, so that they do not keep others from being removed. */
  private List<Marked> mark() {
    return jdbc.query(
        """
        update attachment set state = 'REMOVING', changed_date = now()
        where id in (
          select id from attachment
          where ticket_id is null
            and (state = 'READY' and changed_date < now() - ? * interval '1 second'
              or state = 'UPLOADING' and changed_date < now() - ? * interval '1 second'
              or state = 'REMOVING' and changed_date < now() - ? * interval '1 second')
          order by changed_date limit ?
          for update skip locked)
        returning id, store
        """,
        (row, _) ->
            new Marked(row.getObject("id", UUID.class), StoreKind.valueOf(row.getString("store"))),
        properties.unclaimed().retention().toSeconds(),
        properties.upload().timeout().plus(GRACE).toSeconds(),
        RETRY.toSeconds(),
        properties.unclaimed().removalBatchSize());
  }

  private boolean remove(Marked upload) {
    try {
      stores.of(upload.store()).delete(upload.id());
      jdbc.update("delete from attachment where id = ? and state = 'REMOVING'", upload.id());
      metrics.removed();
      return true;
    } catch (RuntimeException e) {
      log.warn("the upload {} is removed later", upload.id(), e);
      return false;
    }
  }
}
