package dev.ticketstream.command.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DirectoryIT {

  private static final Instant ISSUED = Instant.parse("2026-03-01T09:00:00Z");

  private final Directory directory = RunningService.get().bean(Directory.class);

  @Test
  void remembersWhatTheNewestTokenSaid() {
    String id = "zoe-" + UUID.randomUUID();
    String team = "team-" + id;
    Viewer agent = viewer(id, "Zoe", Role.AGENT, team);
    directory.remember(agent, ISSUED);
    assertThat(user(id)).contains(agent);
    assertThat(directory.isTeam(team)).isTrue();

    Viewer customer = new Viewer(agent.user(), Set.of(Role.CUSTOMER), Set.of());
    directory.remember(customer, ISSUED);
    assertThat(user(id)).contains(customer);
    assertThat(directory.isTeam(team)).as("a team stays known").isTrue();

    directory.remember(agent, ISSUED);
    assertThat(user(id)).as("back again").contains(agent);
  }

  @Test
  void writesAUserAgainOnlyWhenSomethingIsNew() {
    String id = "yan-" + UUID.randomUUID();
    Viewer user = viewer(id, "Yan", Role.AGENT, "first-line");
    directory.remember(user, ISSUED);
    String row = rowVersion(id);
    directory.remember(user, ISSUED);
    // As another instance would, that has not seen the user yet.
    RunningService.get().bean(DirectoryStore.class).save(user, ISSUED);
    assertThat(rowVersion(id)).isEqualTo(row);
  }

  @Test
  void anOlderTokenThatIsStillValidChangesNothing() {
    String id = "xen-" + UUID.randomUUID();
    Viewer agent = viewer(id, "Xen", Role.AGENT, "first-line");
    Viewer customer = new Viewer(agent.user(), Set.of(Role.CUSTOMER), Set.of());
    directory.remember(agent, ISSUED);
    directory.remember(customer, ISSUED.plusSeconds(1));
    directory.remember(agent, ISSUED);
    assertThat(user(id)).contains(customer);
    // As another instance would, that has not seen the newer token.
    DirectoryStore store = RunningService.get().bean(DirectoryStore.class);
    store.save(agent, ISSUED);
    assertThat(user(id)).contains(customer);
    // The same once more, issued later still: what lies between is out of date.
    directory.remember(customer, ISSUED.plusSeconds(3));
    store.save(agent, ISSUED.plusSeconds(2));
    assertThat(user(id)).contains(customer);
  }

  @Test
  void doesNotKnowWhomNoTokenNamed() {
    assertThat(user("nobody")).isEmpty();
    assertThat(directory.isTeam("no-team")).isFalse();
  }

  private Optional<Viewer> user(String id) {
    return Optional.ofNullable(directory.users(Set.of(id)).get(id));
  }

  private static String rowVersion(String id) {
    return RunningService.get()
        .jdbc()
        .sql("select cast(xmin as text) || cast(ctid as text) from known_user where id = ?")
        .param(id)
        .query((row, _) -> row.getString(1))
        .single();
  }

  private static Viewer viewer(String id, String name, Role role, String team) {
    return new Viewer(new UserRef(id, name, "Tester", null), Set.of(role), Set.of(team));
  }
}
