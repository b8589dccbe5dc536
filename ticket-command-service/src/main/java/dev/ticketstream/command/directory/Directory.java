package dev.ticketstream.command.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Users and teams, as far as tokens made them known. */
@Component
public class Directory {

  private final DirectoryStore store;
  private final Cache<String, Described> remembered;

  Directory(DirectoryStore store, DirectoryProperties properties) {
    this.store = store;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(properties.cacheUsersMax())
            .expireAfterWrite(properties.cacheTtl())
            .build();
  }

  /**
   * Remembers a user and their teams as their newest token describes them. Writes only what is new.
   *
   * @param user the user
   * @param issuedAt when the token was issued that says so; of tokens of the same time the last
   *     used counts
   */
  public void remember(Viewer user, Instant issuedAt) {
    Described described = new Described(user, issuedAt);
    Described known = remembered.getIfPresent(user.id());
    if (known != null && (known.equals(described) || known.issuedAt().isAfter(issuedAt))) {
      return;
    }
    store.save(user, issuedAt);
    remembered
        .asMap()
        .merge(
            user.id(),
            described,
            (before, now) -> before.issuedAt().isAfter(now.issuedAt()) ? before : now);
  }

  private record Described(Viewer user, Instant issuedAt) {}

  /**
   * Users.
   *
   * @param ids their ids; some may be unknown
   * @return those who are known, by id
   */
  public Map<String, Viewer> users(Set<String> ids) {
    return store.users(ids);
  }

  /**
   * Whether a team is known.
   *
   * @param id the team's id
   */
  public boolean isTeam(String id) {
    return store.isTeam(id);
  }

  /**
   * Users by name.
   *
   * @param search a part of their name or id, {@code null} for all
   * @param team a team that they belong to, {@code null} for all
   * @param after the last user of the page before, {@code null} for the first page
   * @param limit most users
   */
  public List<KnownUser> users(
      @Nullable String search, @Nullable String team, KnownUser.@Nullable Key after, int limit) {
    return store.users(search, team, after, limit);
  }

  /**
   * Teams by id.
   *
   * @param limit most teams
   */
  public List<String> teams(int limit) {
    return store.teams(limit);
  }

  /**
   * The names of users, in one statement.
   *
   * @param ids the users' ids
   * @return those that are known
   */
  public Map<String, UserRef> names(Collection<String> ids) {
    return store.names(ids);
  }

  /**
   * Pages of teams' members, in one statement.
   *
   * @param pages which
   * @return the members of each, by name
   */
  public Map<MemberPage, List<KnownUser>> members(Collection<MemberPage> pages) {
    return store.members(List.copyOf(pages));
  }
}
