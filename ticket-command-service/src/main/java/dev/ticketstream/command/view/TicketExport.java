package dev.ticketstream.command.view;

import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Any number of tickets, one after the other, as they all are at one time. */
@Component
public class TicketExport {

  /** So many tickets are fetched at a time; each may take 256 KiB. */
  private static final int TICKETS_FETCHED = 50;

  private final FreshPlans database;
  private final Conditions conditions;
  private final TicketRows rows;
  private final PlatformTransactionManager transactionManager;
  private final Clock clock;

  TicketExport(
      FreshPlans database,
      Conditions conditions,
      TicketRows rows,
      PlatformTransactionManager transactionManager,
      Clock clock) {
    this.database = database;
    this.conditions = conditions;
    this.rows = rows;
    this.transactionManager = transactionManager;
    this.clock = clock;
  }

  /**
   * Hands on the tickets that the viewer may see, redacted for them, from one snapshot of the
   * database and through a cursor.
   *
   * @param viewer who asks
   * @param filter which tickets
   * @param order in which order; not by relevance
   * @param timeout longest this may take; afterwards the database ends the transaction by itself,
   *     even while the consumer blocks
   * @param consumer takes each ticket
   * @throws QueryTimeoutException when it takes longer
   */
  public void forEach(
      Viewer viewer,
      TicketFilter filter,
      TicketOrder order,
      Duration timeout,
      Consumer<TicketSnapshot> consumer) {
    Instant end = clock.instant().plus(timeout);
    TransactionTemplate snapshot = new TransactionTemplate(transactionManager);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setTimeout(Math.toIntExact(timeout.toSeconds()));
    snapshot.executeWithoutResult(
        _ -> {
          database
              .sql("select set_config('transaction_timeout', :millis, true)")
              .param("millis", Long.toString(timeout.toMillis()))
              .query(String.class)
              .single();
          SearchCondition condition = conditions.of(viewer, filter);
          database
              .sql(TicketSearch.list(condition, order, viewer, ""))
              .params(condition.parameters())
              .withFetchSize(TICKETS_FETCHED)
              .query(
                  row -> {
                    if (clock.instant().isAfter(end)) {
                      throw new QueryTimeoutException("the export took longer than " + timeout);
                    }
                    consumer.accept(rows.ticket(row, viewer).ticket());
                  });
        });
  }
}
