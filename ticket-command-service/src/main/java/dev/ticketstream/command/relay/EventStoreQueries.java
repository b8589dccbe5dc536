package dev.ticketstream.command.relay;

/**
 * The relay's questions to the event store, in PostgreSQL's terms.
 *
 * <p>An event is new to a snapshot {@code previous} if its transaction began after it ({@code xid
 * >= xmax}) or was in progress in it ({@code xid} in {@code xip}). Never {@code max(seq)}: a lower
 * {@code seq} may commit later than a higher one. Never ordered by {@code xid}: a transaction may
 * begin before another and lock a ticket after it.
 */
final class EventStoreQueries {

  private static final String COLUMNS =
      "e.seq, e.event_id, e.ticket_id, e.version, e.type, e.occurred_at, e.payload, e.traceparent";

  /**
   * The keys of what is new to {@code previous}, straight from the index on xid: the two branches
   * cannot meet, and being materialized they are never read in the order of seq from the beginning
   * of time. Parameters: previous, previous.
   */
  private static final String NEW_KEYS =
      """
      new_key as materialized (
        select seq, xid from ticket_event
        where xid >= pg_snapshot_xmax(?::pg_snapshot)
        union all
        select seq, xid from ticket_event
        where xid = any(array(select pg_snapshot_xip(?::pg_snapshot)))
      )
      """;

  /**
   * Cuts a page of keys where it exceeds a number of bytes, and says how many keys there were.
   * Parameter: bytes.
   */
  private static final String PAGE =
      """
      page as (
        select %s, count(*) over () as keys,
               sum(octet_length(e.payload)) over (order by e.seq) - octet_length(e.payload) as bytes_before
        from key join ticket_event e using (seq)
      )
      select snapshot.target, page.*
      from snapshot left join page on page.bytes_before < ?
      order by page.seq
      """
          .formatted(COLUMNS);

  /**
   * The first page towards a new target, which is this statement's own snapshot. Costs as much as
   * there is new. Parameters: previous, previous, limit, bytes.
   */
  static final String FIRST_PAGE =
      """
      with snapshot as (select pg_current_snapshot()::text as target),
      %s,
      key as (select seq from new_key order by seq limit ?),
      %s\
      """
          .formatted(NEW_KEYS, PAGE);

  /**
   * A further page towards a fixed target, along the index on seq. Parameters: target, seq,
   * previous, previous, target, limit, bytes.
   */
  static final String NEXT_PAGE =
      """
      with snapshot as (select ?::text as target),
      key as (
        select seq from ticket_event
        where seq > ?
          and (xid >= pg_snapshot_xmax(?::pg_snapshot)
            or xid = any(array(select pg_snapshot_xip(?::pg_snapshot))))
          and pg_visible_in_snapshot(xid, ?::pg_snapshot)
        order by seq limit ?
      ),
      %s\
      """
          .formatted(PAGE);

  /**
   * How much is committed beyond a cursor, and since when. Without a target, pass one that sees
   * nothing. Parameters: previous, previous, target, seq, limit.
   */
  static final String BACKLOG =
      """
      with %s,
      unpublished as (
        select seq from new_key
        where not (pg_visible_in_snapshot(xid, ?::pg_snapshot) and seq <= ?)
        limit ?
      ),
      total as (select count(*) as events, min(seq) as first_seq from unpublished)
      select events, (select occurred_at from ticket_event where seq = first_seq) as oldest from total
      """
          .formatted(NEW_KEYS);

  /** What a leader checks its cursor against. Parameters: event id, seq, event id. */
  static final String STATE =
      """
      select (select system_identifier from pg_control_system()) || '/'
               || (select oid from pg_database where datname = current_database()) as system,
             ('x' || lpad(substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), 16, '0'))::bit(64)::bigint as timeline,
             pg_current_snapshot()::text as snapshot,
             ?::uuid is null
               or exists (select 1 from ticket_event where seq = ? and event_id = ?::uuid) as knows_last_event,
             exists (select 1 from ticket_event
                     where xid >= pg_snapshot_xmax(pg_current_snapshot())) as has_foreign_transactions
      """;

  private EventStoreQueries() {}
}
