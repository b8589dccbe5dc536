package dev.ticketstream.command.directory;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tables {@code known_user} and {@code known_team}. */
@Component
class DirectoryStore {

  private final JdbcTemplate jdbc;

  DirectoryStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional
  void save(Viewer user, Instant issuedAt) {
    UserRef ref = user.user();
    jdbc.update(
        """
        insert into known_user as u
          (id, first_name, last_name, avatar, roles, teams, token_issued_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set first_name = excluded.first_name,
          last_name = excluded.last_name, avatar = excluded.avatar,
          roles = excluded.roles, teams = excluded.teams,
          token_issued_at = excluded.token_issued_at
        where excluded.token_issued_at > u.token_issued_at
          or excluded.token_issued_at = u.token_issued_at
          and (u.first_name, u.last_name, u.avatar, u.roles, u.teams) is distinct from
          (excluded.first_name, excluded.last_name, excluded.avatar, excluded.roles, excluded.teams)
        """,
        ref.id(),
        ref.firstName(),
        ref.lastName(),
        ref.avatar(),
        user.roles().stream().map(Role::name).sorted().toArray(String[]::new),
        sorted(user.teams()),
        issuedAt.atOffset(ZoneOffset.UTC));
    if (!user.teams().isEmpty()) {
      // Sorted, so that two tokens with the same teams do not wait for each other in a circle.
      jdbc.update(
          "insert into known_team (id) select unnest(?::text[]) on conflict do nothing",
          (Object) sorted(user.teams()));
    }
  }

  Map<String, UserRef> names(Collection<String> ids) {
    Map<String, UserRef> names = new HashMap<>();
    jdbc.query(
        "select id, first_name, last_name, avatar from known_user where id = any(?)",
        row -> {
          names.put(row.getString("id"), ref(row));
        },
        (Object) ids.toArray(String[]::new));
    return names;
  }

  Map<String, Viewer> users(Set<String> ids) {
    return jdbc
        .query(
            "select id, first_name, last_name, avatar, roles, teams from known_user"
                + " where id = any(?)",
            (row, _) -> viewer(row),
            (Object) sorted(ids))
        .stream()
        .collect(toMap(Viewer::id, identity()));
  }

  boolean isTeam(String id) {
    return !jdbc.queryForList("select 1 from known_team where id = ?", Integer.class, id).isEmpty();
  }

  List<KnownUser> users(
      @Nullable String search, @Nullable String team, KnownUser.@Nullable Key after, int limit) {
    StringBuilder sql =
        new StringBuilder(
            "select id, first_name, last_name, avatar, sort_name from known_user where true");
    List<Object> arguments = new ArrayList<>();
    if (search != null) {
      sql.append(" and position(? in sort_name) > 0");
      arguments.add(search.toLowerCase(Locale.ROOT));
    }
    if (team != null) {
      sql.append(" and teams @> array[?]::text[]");
      arguments.add(team);
    }
    if (after != null) {
      sql.append(" and (sort_name, id) > (?, ?)");
      arguments.add(after.sortName());
      arguments.add(after.id());
    }
    sql.append(" order by sort_name, id limit ?");
    arguments.add(limit);
    return jdbc.query(sql.toString(), (row, _) -> knownUser(row), arguments.toArray());
  }

  Map<MemberPage, List<KnownUser>> members(List<MemberPage> pages) {
    Map<MemberPage, List<KnownUser>> members = new HashMap<>();
    pages.forEach(page -> members.put(page, new ArrayList<>()));
    jdbc.query(
        """
        select page.number, u.*
        from unnest(?::text[], ?::text[], ?::text[], ?::integer[]) with ordinality
          as page (team, after_name, after_id, size, number)
        cross join lateral (
          select id, first_name, last_name, avatar, sort_name from known_user
          where teams @> array[page.team]
            and (sort_name, id) > (page.after_name, page.after_id)
          order by sort_name, id
          limit page.size) as u
        order by page.number, u.sort_name, u.id
        """,
        row -> {
          MemberPage page = pages.get(row.getInt("number") - 1);
          members.getOrDefault(page, new ArrayList<>()).add(knownUser(row));
        },
        pages.stream().map(MemberPage::team).toArray(String[]::new),
        pages.stream()
            .map(page -> page.after() == null ? "" : page.after().sortName())
            .toArray(String[]::new),
        pages.stream()
            .map(page -> page.after() == null ? "" : page.after().id())
            .toArray(String[]::new),
        pages.stream().map(page -> Integer.toString(page.limit())).toArray(String[]::new));
    return members;
  }

  List<String> teams(int limit) {
    return jdbc.query(
        "select id from known_team order by id limit ?", (row, _) -> row.getString("id"), limit);
  }

  private static KnownUser knownUser(ResultSet row) throws SQLException {
    return new KnownUser(
        ref(row), new KnownUser.Key(row.getString("sort_name"), row.getString("id")));
  }

  private static Viewer viewer(ResultSet row) throws SQLException {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String role : texts(row.getArray("roles"))) {
      roles.add(Role.valueOf(role));
    }
    return new Viewer(ref(row), roles, Set.of(texts(row.getArray("teams"))));
  }

  private static UserRef ref(ResultSet row) throws SQLException {
    return new UserRef(
        row.getString("id"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("avatar"));
  }

  private static String[] texts(Array array) throws SQLException {
    return (String[]) array.getArray();
  }

  private static String[] sorted(Set<String> texts) {
    return texts.stream().sorted().toArray(String[]::new);
  }
}
