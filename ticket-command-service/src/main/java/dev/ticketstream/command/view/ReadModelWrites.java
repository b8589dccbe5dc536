package dev.ticketstream.command.view;

import static java.time.ZoneOffset.UTC;

import dev.ticketstream.command.eventstore.PendingWrites;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.UserRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The statements that write the read model, with the transaction's other writes. Plain SQL: to
 * change a row, an entity has to be read first, and that and a statement at a time cost a command
 * more than all else that it does.
 */
@Component
class ReadModelWrites {

  private static final String INSERT =
      """
      insert into ticket
        (request_type, status, priority, assigned_to_id, team, tags, watcher_ids, sla_deadline,
         updated_date, public_updated_date, resolved_date, closed_date, on_hold_since,
         first_response_date, version, deleted, id, reference, created_by_id, created_date)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final String STATE =
      """
      update ticket set
        request_type = ?, status = ?, priority = ?, assigned_to_id = ?, team = ?, tags = ?,
        watcher_ids = ?, sla_deadline = ?, updated_date = ?, public_updated_date = ?,
        resolved_date = ?, closed_date = ?, on_hold_since = ?, first_response_date = ?,
        version = ?, deleted = ?
      where id = ?\
      """;

  /** A ticket's texts are nowhere but in here, as words: its row is read and written too often. */
  private static final String TEXTS =
      """
      insert into search_document (id, ticket_id, internal, search)
      values (?, ?, false, search_vector(?, 'A') || search_vector(?, 'B'))
      on conflict (id) do update set search = excluded.search\
      """;

  private static final String COMMENT =
      """
      insert into ticket_comment
        (id, ticket_id, parent_id, body, internal, author, created_date, mentions, by_staff,
         edited_date)
      values (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?)
      on conflict (id) do update set
        body = excluded.body, mentions = excluded.mentions, edited_date = excluded.edited_date\
      """;

  private static final IntConsumer UNCHECKED = _ -> {};

  private final PendingWrites writes;
  private final JsonMapper json;

  ReadModelWrites(PendingWrites writes, JsonMapper json) {
    this.writes = writes;
    this.json = json;
  }

  /** Makes a ticket's row, and its texts'. */
  void insert(TicketSnapshot ticket) {
    List<@Nullable Object> arguments = state(ticket);
    arguments.add(ticket.reference());
    arguments.add(ticket.createdBy().id());
    arguments.add(at(ticket.createdDate()));
    writes.add(INSERT, arguments, UNCHECKED);
    saveTexts(ticket);
  }

  /**
   * Takes over everything that may change of a ticket but its texts.
   *
   * @param ticket the state
   * @param rows told how many rows there were, 0 or 1
   */
  void update(TicketSnapshot ticket, IntConsumer rows) {
    writes.add(STATE, state(ticket), rows);
  }

  /** Writes or rewrites what a ticket's own texts are searched by. */
  void saveTexts(TicketSnapshot ticket) {
    writes.add(
        TEXTS,
        List.of(
            ticket.id(),
            ticket.id(),
            ticket.reference() + " " + ticket.request(),
            ticket.description()),
        UNCHECKED);
  }

  /** Writes or rewrites a comment. */
  void save(UUID ticketId, Comment comment) {
    writes.add(
        COMMENT,
        Arrays.asList(
            comment.id(),
            ticketId,
            text(comment.parentId()),
            comment.body(),
            comment.internal(),
            json(comment.author()),
            at(comment.createdDate()),
            json(comment.mentions()),
            comment.byStaff(),
            at(comment.editedDate())),
        UNCHECKED);
  }

  /** Removes a comment. */
  void deleteComment(UUID id) {
    writes.add("delete from ticket_comment where id = ?", List.of(id), UNCHECKED);
  }

  /** Removes all rows of some tickets. */
  void deleteAll(UUID[] ticketIds) {
    for (ReadModelTable table : ReadModelTable.values()) {
      writes.add(table.deletion(), List.of((Object) ticketIds), UNCHECKED);
    }
  }

  /** Sends what is not sent yet. */
  void flush() {
    writes.flush();
  }

  /** What may change, in the order of both statements, and the id. */
  private static List<@Nullable Object> state(TicketSnapshot ticket) {
    UserRef assignee = ticket.assignedTo();
    List<@Nullable Object> state = new ArrayList<>();
    state.add(ticket.requestType().name());
    state.add(ticket.status().name());
    state.add(ticket.priority().name());
    state.add(assignee == null ? null : assignee.id());
    state.add(ticket.team());
    state.add(ticket.tags().toArray(String[]::new));
    state.add(
        ticket.watchers().stream().map(watcher -> watcher.user().id()).toArray(String[]::new));
    state.add(at(ticket.slaDeadline()));
    state.add(at(ticket.updatedDate()));
    state.add(at(ticket.publicUpdatedDate()));
    state.add(at(ticket.resolvedDate()));
    state.add(at(ticket.closedDate()));
    state.add(at(ticket.onHoldSince()));
    state.add(at(ticket.firstResponseDate()));
    state.add(ticket.version());
    state.add(ticket.deleted());
    state.add(ticket.id());
    return state;
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant time) {
    return time == null ? null : time.atOffset(UTC);
  }

  /** As {@link PendingWrites} wants what may be {@code null}. */
  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private String json(Object value) {
    return json.writeValueAsString(value);
  }
}
