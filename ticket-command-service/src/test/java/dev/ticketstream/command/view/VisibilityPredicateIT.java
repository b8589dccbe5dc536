package dev.ticketstream.command.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class VisibilityPredicateIT {

  private static final List<String> USERS = List.of("u1", "u2", "u3", "it's \"odd\"", "{x,y}");
  private static final List<String> TEAMS = List.of("t1", "t2", "t'3,{}");

  private final JdbcClient jdbc = RunningService.get().jdbc();

  @Test
  void theSqlFindsExactlyWhatThePolicyShows() {
    Random random = new Random(20261123);
    RunningService.get()
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            transaction -> {
              transaction.setRollbackOnly();
              Map<UUID, TicketFacets> tickets = insertTickets(random);
              for (AgentScope scope : AgentScope.values()) {
                for (Viewer viewer : viewers()) {
                  assertThat(found(scope, viewer, tickets.keySet()))
                      .as("%s as %s", viewer, scope)
                      .isEqualTo(visible(scope, viewer, tickets));
                }
              }
            });
  }

  private static Set<UUID> visible(
      AgentScope scope, Viewer viewer, Map<UUID, TicketFacets> tickets) {
    TicketVisibility visibility = new TicketVisibility(scope);
    Set<UUID> visible = new HashSet<>();
    tickets.forEach(
        (id, facets) -> {
          if (visibility.canSee(viewer, facets)) {
            visible.add(id);
          }
        });
    return visible;
  }

  private Set<UUID> found(AgentScope scope, Viewer viewer, Set<UUID> among) {
    VisibilityPredicate predicate = VisibilityPredicate.of(new TicketVisibility(scope), viewer);
    return new HashSet<>(
        jdbc.sql("select t.id from ticket t where t.id = any(:among) and (" + predicate.sql() + ")")
            .params(predicate.parameters())
            .param("among", among.toArray(UUID[]::new))
            .query((row, _) -> row.getObject("id", UUID.class))
            .list());
  }

  private static List<Viewer> viewers() {
    List<Viewer> viewers = new ArrayList<>();
    for (String user : USERS) {
      UserRef ref = new UserRef(user, "", "", null);
      for (Role role : Role.values()) {
        viewers.add(new Viewer(ref, Set.of(role), Set.of()));
        viewers.add(new Viewer(ref, Set.of(role), Set.of("t1")));
        viewers.add(new Viewer(ref, Set.of(role), Set.copyOf(TEAMS)));
      }
    }
    return viewers;
  }

  private Map<UUID, TicketFacets> insertTickets(Random random) {
    Map<UUID, TicketFacets> tickets = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      TicketFacets facets =
          new TicketFacets(
              TicketStatus.NEW,
              TicketPriority.LOW,
              maybe(random, USERS),
              maybe(random, TEAMS),
              USERS.get(random.nextInt(USERS.size())),
              watchers(random),
              random.nextInt(4) == 0);
      insert(id, facets);
      tickets.put(id, facets);
    }
    return tickets;
  }

  private void insert(UUID id, TicketFacets facets) {
    jdbc.sql(
            """
            insert into ticket (id, reference, request_type, status, priority,
              created_by_id, assigned_to_id, team, tags, watcher_ids, created_date, updated_date,
              public_updated_date, version, deleted)
            values (:id, :reference, 'BUG', 'NEW', 'LOW', :creator, :assignee, :team, '{}',
              :watchers, now(), now(), now(), 1, :deleted)
            """)
        .param("id", id)
        .param("reference", "TEST-" + id)
        .param("creator", facets.creatorId())
        .param("assignee", facets.assigneeId())
        .param("team", facets.team())
        .param("watchers", facets.watcherIds().toArray(String[]::new))
        .param("deleted", facets.deleted())
        .update();
  }

  private static Set<String> watchers(Random random) {
    Set<String> watchers = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      watchers.add(USERS.get(random.nextInt(USERS.size())));
    }
    return watchers;
  }

  private static @Nullable String maybe(Random random, List<String> from) {
    return random.nextInt(3) == 0 ? null : from.get(random.nextInt(from.size()));
  }
}
