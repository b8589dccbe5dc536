package dev.ticketstream.command.eventstore;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the current transaction is going to write: collected, and sent to the server together, in
 * one round trip, before the transaction commits. A command's half a dozen writes would otherwise
 * each wait for an answer that nothing depends on.
 *
 * <p>Whoever reads in a transaction what it wrote before must {@link #flush} first.
 */
@Component
public class PendingWrites {

  /** So many are sent at once; also bounds how many different texts the driver prepares. */
  private static final int WRITES_MAX = 20;

  private final JdbcTemplate jdbc;

  PendingWrites(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a write to the current transaction.
   *
   * @param sql one statement that changes rows and returns none
   * @param arguments its arguments; those that may be {@code null} as texts or times, see {@link
   *     #bind}
   * @param written told how many rows it changed, once it was sent; may write itself, or throw to
   *     have the transaction rolled back
   * @throws IllegalTransactionStateException outside of a transaction, and when the transaction's
   *     writes were sent already because it commits
   */
  public void add(String sql, List<? extends @Nullable Object> arguments, IntConsumer written) {
    Queue queue = (Queue) TransactionSynchronizationManager.getResource(this);
    if (queue == null) {
      if (!TransactionSynchronizationManager.isActualTransactionActive()) {
        throw new IllegalTransactionStateException("writes need a transaction");
      }
      queue = new Queue();
      TransactionSynchronizationManager.bindResource(this, queue);
      TransactionSynchronizationManager.registerSynchronization(queue);
    }
    if (queue.ended) {
      throw new IllegalTransactionStateException(
          "the transaction commits; this write came too late");
    }
    queue.writes.add(new Write(sql, arguments, written));
    if (queue.writes.size() == WRITES_MAX) {
      queue.flush();
    }
  }

  /** Sends what is pending now, if there is any. */
  public void flush() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Queue queue) {
      queue.flush();
    }
  }

  private record Write(
      String sql, List<? extends @Nullable Object> arguments, IntConsumer written) {}

  private final class Queue implements TransactionSynchronization {

    private List<Write> writes = new ArrayList<>();
    private boolean ended;

    @Override
    public void flush() {
      while (!writes.isEmpty()) {
        List<Write> sent = writes;
        // What the outcomes add is for the next round.
        writes = new ArrayList<>();
        int[] rows = send(sent);
        for (int i = 0; i < rows.length; i++) {
          sent.get(i).written().accept(rows[i]);
        }
      }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      flush();
      ended = true;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(PendingWrites.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(PendingWrites.this, this);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(PendingWrites.this);
    }
  }

  /** The driver sends statements that are separated by semicolons one by one but all at once. */
  private int[] send(List<Write> writes) {
    String sql = String.join(";\n", writes.stream().map(Write::sql).toList());
    int[] rows =
        jdbc.execute(
            sql,
            (PreparedStatement statement) -> {
              bind(statement, writes);
              statement.execute();
              return rowCounts(statement, writes.size());
            });
    if (rows == null) {
      throw new IllegalStateException("no outcome of " + sql);
    }
    return rows;
  }

  private static void bind(PreparedStatement statement, List<Write> writes) throws SQLException {
    int index = 1;
    for (Write write : writes) {
      for (Object argument : write.arguments()) {
        bind(statement, index++, argument);
      }
    }
  }

  /**
   * Texts and times go without a type, as {@code null} does: the server takes the column's. Where
   * an argument has a type in one command and none in the next, the driver has the statement parsed
   * and planned anew each time, which costs more than to execute it.
   */
  private static void bind(PreparedStatement statement, int index, @Nullable Object argument)
      throws SQLException {
    switch (argument) {
      case null -> statement.setNull(index, Types.NULL);
      case String text -> statement.setObject(index, text, Types.OTHER);
      case OffsetDateTime time -> statement.setObject(index, time.toString(), Types.OTHER);
      default -> statement.setObject(index, argument);
    }
  }

  private static int[] rowCounts(PreparedStatement statement, int statements) throws SQLException {
    int[] rows = new int[statements];
    for (int i = 0; i < statements; i++) {
      rows[i] = statement.getUpdateCount();
      statement.getMoreResults();
    }
    return rows;
  }
}
