package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStoreReaderIT {

  /** What a page of a thousand may touch: some four blocks an event, and the way to the first. */
  private static final int BLOCKS_MAX = 5_000;

  private final RelayTestBed bed = new RelayTestBed();
  private final RelayProperties properties = bed.properties("batch-size=10", "batch-bytes=256KB");
  private final RelayDatabase database = bed.connect(properties);
  private final EventStoreReader reader = bed.reader(database, properties);
  private final UUID ticket = UUID.randomUUID();
  private RelayCursor start = RelayCursor.startingAtEnd(reader.state(null), null);

  @BeforeEach
  void beginHere() {
    start = RelayCursor.startingAtEnd(reader.state(null), null);
  }

  @AfterEach
  void close() throws Exception {
    bed.close();
  }

  @Test
  void aPageOfTheLimitsSizeIsNotTakenForTheLast() throws Exception {
    append(10, 0);
    EventPage first = reader.next(start);
    assertThat(versions(first)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(first.complete()).isFalse();
    EventPage second = reader.next(start.after(first));
    assertThat(second.events()).isEmpty();
    assertThat(second.complete()).isTrue();
    assertThat(second.target()).isEqualTo(first.target());
  }

  @Test
  void cutsAPageAtItsBytesButNeverBelowOneEvent() throws Exception {
    append(5, 200_000);
    RelayCursor cursor = start;
    for (int version = 1; version <= 4; version += 2) {
      EventPage page = reader.next(cursor); // the second event begins below the limit
      assertThat(versions(page)).containsExactly(version, version + 1);
      assertThat(page.complete()).isFalse();
      cursor = cursor.after(page);
    }
    EventPage last = reader.next(cursor);
    assertThat(versions(last)).containsExactly(5);
    assertThat(last.complete()).isTrue();
  }

  @Test
  void whatCommitsDuringPagingWaitsForTheNextTarget() throws Exception {
    append(15, 0);
    EventPage first = reader.next(start);
    append(3, 0);
    EventPage second = reader.next(start.after(first));
    assertThat(versions(second)).containsExactly(11, 12, 13, 14, 15);
    assertThat(second.complete()).isTrue();
    EventPage third = reader.next(start.after(first).after(second));
    assertThat(versions(third)).containsExactly(16, 17, 18);
    assertThat(third.complete()).isTrue();
  }

  @Test
  void findsALowSeqThatCommittedLate() throws Exception {
    try (Connection slow = bed.writer.begin()) {
      TicketWriter.append(slow, UUID.randomUUID());
      append(3, 0);
      EventPage first = reader.next(start);
      assertThat(first.events()).hasSize(3);
      assertThat(inProgress(first.target())).contains(transactionOf(slow));
      slow.commit();
      EventPage second = reader.next(start.after(first));
      assertThat(second.events()).hasSize(1);
      assertThat(second.events().getFirst().seq()).isLessThan(first.events().getFirst().seq());
    }
  }

  @Test
  void countsTheBacklogBehindACursorThatIsPaging() throws Exception {
    assertThat(reader.backlog(start)).isEqualTo(new Backlog(0, null));
    append(15, 0);
    RelayCursor paging = start.after(reader.next(start));
    append(2, 0);
    Backlog backlog = reader.backlog(paging);
    assertThat(backlog.events()).isEqualTo(7);
    assertThat(backlog.oldest()).isEqualTo(reader.next(paging).events().getFirst().occurredAt());
  }

  @Test
  void neverReadsTheWholeTable() throws Exception {
    bed.jdbc.execute(
        "insert into ticket_stream select gen_random_uuid(), 1 from generate_series(1, 60000)");
    bed.jdbc.execute(
        "insert into ticket_event (ticket_id, version, event_id, type, occurred_at, payload)"
            + " select ticket_id, 1, gen_random_uuid(), 'CREATED', clock_timestamp(), '\\x00'"
            + " from ticket_stream");
    RelayCursor here = RelayCursor.startingAtEnd(reader.state(null), null);
    append(5, 0);
    String now = reader.state(null).snapshot();
    for (String statistics : List.of("select 1", "analyze ticket_event")) {
      bed.jdbc.execute(statistics);
      assertThat(
              blocks(EventStoreQueries.FIRST_PAGE, here.previous(), here.previous(), 1000, 1 << 22))
          .as("steady state after: " + statistics)
          .isLessThan(200);
      assertThat(
              blocks(
                  EventStoreQueries.NEXT_PAGE,
                  now,
                  30_000,
                  RelayCursor.NOTHING,
                  RelayCursor.NOTHING,
                  now,
                  1000,
                  1 << 22))
          .as("amid a backlog after: " + statistics)
          .isLessThan(BLOCKS_MAX);
    }
  }

  /**
   * Others may be in progress too: a snapshot knows the transactions of all of the server's
   * databases.
   */
  private static List<String> inProgress(String snapshot) {
    return List.of(snapshot.substring(snapshot.lastIndexOf(':') + 1).split(",", -1));
  }

  private static String transactionOf(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_current_xact_id()::text")) {
      row.next();
      return row.getString(1);
    }
  }

  private void append(int events, int payloadBytes) throws SQLException {
    try (Connection connection = bed.writer.begin()) {
      for (int i = 0; i < events; i++) {
        TicketWriter.append(connection, ticket, payloadBytes, null);
        connection.commit();
      }
    }
  }

  private static List<Integer> versions(EventPage page) {
    return page.events().stream().map(StoredEvent::version).toList();
  }

  /** How many blocks PostgreSQL touches to answer. */
  private int blocks(String query, Object... parameters) {
    List<String> plan =
        database
            .jdbc()
            .query("explain (analyze, buffers) " + query, (row, _) -> row.getString(1), parameters);
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
    String buffers =
        plan.stream().filter(line -> line.contains("Buffers:")).findFirst().orElseThrow();
    Matcher numbers = Pattern.compile("(?:hit|read)=(\\d+)").matcher(buffers);
    return numbers.results().mapToInt(each -> Integer.parseInt(each.group(1))).sum();
  }
}
