package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.issuer.DemoUser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Who of the demo users plays whom of the log. Users are known only from their tokens, so the log's
 * hundreds of people are played by the few that there are: always the same one for the same name,
 * chosen by the name's CRC-32. The log's names stay in descriptions, notes and metadata.
 */
final class Cast {

  private static final List<DemoUser> CUSTOMERS = withRole("CUSTOMER");
  private static final List<DemoUser> AGENTS = withRole("AGENT");
  private static final List<String> TEAMS =
      AGENTS.stream().flatMap(agent -> agent.teams().stream()).distinct().sorted().toList();

  private Cast() {}

  /** The customer who plays a caller. */
  static DemoUser customer(String caller) {
    return pick(CUSTOMERS, caller);
  }

  /** The team that plays a group. */
  static String team(String group) {
    return pick(TEAMS, group);
  }

  /**
   * The agent who plays somebody of the desk: one of the ticket's team, as agents may be confined
   * to their team's tickets.
   *
   * @param name the name in the log
   * @param team the ticket's team, if it has one
   */
  static DemoUser agent(String name, @Nullable String team) {
    return pick(
        team == null
            ? AGENTS
            : AGENTS.stream().filter(agent -> agent.teams().contains(team)).toList(),
        name);
  }

  private static List<DemoUser> withRole(String role) {
    return DemoUser.all().stream().filter(user -> user.role().equals(role)).toList();
  }

  private static <T> T pick(List<T> candidates, String name) {
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    return candidates.get((int) (hash.getValue() % candidates.size()));
  }
}
