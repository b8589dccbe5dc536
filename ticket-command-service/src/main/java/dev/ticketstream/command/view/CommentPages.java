package dev.ticketstream.command.view;

import static java.time.ZoneOffset.UTC;

import dev.ticketstream.command.view.TicketComments.Page;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Pages of the comments of many tickets, in one statement. */
@Component
class CommentPages {

  private static final String SQL =
      """
      select page.number, c.*
      from unnest(
          cast(:tickets as uuid[]), cast(:afterDates as timestamptz[]), cast(:afterIds as uuid[]),
          cast(:untils as timestamptz[]), cast(:internal as boolean[]), cast(:limits as integer[]))
        with ordinality as page (ticket_id, after_date, after_id, until, internal_too, size, number)
      cross join lateral (
        select * from ticket_comment
        where ticket_id = page.ticket_id and (created_date, id) > (page.after_date, page.after_id)
          and created_date <= page.until and (page.internal_too or not internal)
        order by created_date, id
        limit page.size) as c
      order by page.number, c.created_date, c.id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  CommentPages(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Map<Page, List<Comment>> read(List<Page> pages) {
    Map<Page, List<Comment>> comments = new HashMap<>();
    pages.forEach(page -> comments.put(page, new ArrayList<>()));
    jdbc.sql(SQL)
        .param("tickets", array(pages, page -> page.ticketId().toString()))
        .param("afterDates", array(pages, page -> time(page.from().createdDate())))
        .param("afterIds", array(pages, page -> page.from().id().toString()))
        .param("untils", array(pages, page -> time(page.until())))
        .param("internal", array(pages, page -> Boolean.toString(!page.exposure().isPublic())))
        .param("limits", array(pages, page -> Integer.toString(page.limit())))
        .query(
            row -> {
              Page page = pages.get(row.getInt("number") - 1);
              comments.getOrDefault(page, new ArrayList<>()).add(comment(row));
            });
    return comments;
  }

  private Comment comment(ResultSet row) throws SQLException {
    return new Comment(
        row.getObject("id", UUID.class),
        row.getObject("parent_id", UUID.class),
        row.getString("body"),
        row.getBoolean("internal"),
        json.readValue(row.getString("author"), UserRef.class),
        row.getObject("created_date", OffsetDateTime.class).toInstant(),
        json.readValue(row.getString("mentions"), new TypeReference<List<UserRef>>() {}),
        row.getBoolean("by_staff"),
        instant(row.getObject("edited_date", OffsetDateTime.class)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static String time(Instant time) {
    return time.atOffset(UTC).toString();
  }

  private static String[] array(List<Page> pages, Function<Page, String> value) {
    return pages.stream().map(value).toArray(String[]::new);
  }
}
