package dev.ticketstream.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * What happens at a desk, in order: how often callers, agents and teams come up, and how tickets
 * move. People and teams are numbered by when they first come up.
 *
 * @param rows one for each change of a ticket
 */
record DeskLog(List<Row> rows) {

  private static final int ROWS = 6_000;
  private static final int CALLERS = 700;
  private static final int AGENTS = 200;
  private static final int TEAMS = 60;
  private static final int CHANGES_OF_A_TICKET = 7;
  private static final int SEED = 20_260_301;

  /**
   * A change.
   *
   * @param caller whose ticket it is
   * @param agent whom it is assigned to, -1 for nobody
   * @param team which team's it is, -1 for none
   * @param from the status before
   * @param to the status after, maybe the same
   * @param priority how urgent it is
   */
  record Row(
      int caller,
      int agent,
      int team,
      TicketStatus from,
      TicketStatus to,
      TicketPriority priority) {}

  /** How many different callers there are. */
  int callers() {
    return 1 + rows.stream().mapToInt(Row::caller).max().orElse(0);
  }

  /**
   * Reads a log in the format of the incident event log of the UCI repository.
   *
   * @param file comma-separated with a head line, gzipped if it ends in {@code .gz}
   */
  static DeskLog read(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, UTF_8))) {
      return read(lines);
    }
  }

  private static DeskLog read(BufferedReader lines) throws IOException {
    List<String> columns = Arrays.asList(lines.readLine().split(",", -1));
    int number = columns.indexOf("number");
    int state = columns.indexOf("incident_state");
    int caller = columns.indexOf("caller_id");
    int agent = columns.indexOf("assigned_to");
    int team = columns.indexOf("assignment_group");
    int priority = columns.indexOf("priority");
    Map<String, Integer> callers = new HashMap<>();
    Map<String, Integer> agents = new HashMap<>();
    Map<String, Integer> teams = new HashMap<>();
    Map<String, TicketStatus> statuses = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] cells = line.split(",", -1);
      TicketStatus to = status(cells[state]);
      TicketStatus from = statuses.getOrDefault(cells[number], TicketStatus.NEW);
      statuses.put(cells[number], to);
      rows.add(
          new Row(
              Math.max(0, numbered(callers, cells[caller])),
              numbered(agents, cells[agent]),
              numbered(teams, cells[team]),
              from,
              to,
              priority(cells[priority])));
    }
    return new DeskLog(rows);
  }

  private static int numbered(Map<String, Integer> known, String name) {
    return "?".equals(name) ? -1 : known.computeIfAbsent(name, _ -> known.size());
  }

  private static TicketStatus status(String state) {
    return switch (state) {
      case "New" -> TicketStatus.NEW;
      case "Resolved" -> TicketStatus.RESOLVED;
      case "Closed" -> TicketStatus.CLOSED;
      case "Active" -> TicketStatus.IN_PROGRESS;
      default -> TicketStatus.ON_HOLD;
    };
  }

  private static TicketPriority priority(String text) {
    return switch (text.charAt(0)) {
      case '1' -> TicketPriority.CRITICAL;
      case '2' -> TicketPriority.HIGH;
      case '3' -> TicketPriority.MEDIUM;
      default -> TicketPriority.LOW;
    };
  }

  /** A made-up log, always the same, in which few agents and teams do most of the work. */
  static DeskLog madeUp() {
    Random random = new Random(SEED);
    List<Row> rows = new ArrayList<>();
    while (rows.size() < ROWS) {
      int caller = random.nextInt(CALLERS);
      int agent = often(random, AGENTS);
      int team = often(random, TEAMS);
      TicketPriority priority = TicketPriority.values()[often(random, 4)];
      TicketStatus status = TicketStatus.NEW;
      for (int i = 1 + random.nextInt(2 * CHANGES_OF_A_TICKET); i > 0; i--) {
        TicketStatus next =
            i == 1
                ? TicketStatus.RESOLVED
                : random.nextInt(4) == 0 ? TicketStatus.ON_HOLD : TicketStatus.IN_PROGRESS;
        rows.add(new Row(caller, agent, team, status, next, priority));
        status = next;
      }
    }
    return new DeskLog(rows);
  }

  /** A number below the bound, small ones more often. */
  private static int often(Random random, int bound) {
    return (int) (bound * Math.pow(random.nextDouble(), 3));
  }
}
