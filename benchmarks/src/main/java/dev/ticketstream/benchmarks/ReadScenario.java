package dev.ticketstream.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A query that is measured.
 *
 * @param name what stands in the report
 * @param asker who asks
 * @param goalMillis what its p99 shall stay below, or {@link #NO_GOAL}
 * @param rate queries a second
 * @param document the GraphQL document
 * @param variables new variables for each query
 * @param expected what every good answer contains
 */
record ReadScenario(
    String name,
    Asker asker,
    double goalMillis,
    double rate,
    String document,
    Variables variables,
    String expected) {

  /** Who asks: they see other tickets, and PostgreSQL finds them in other ways. */
  enum Asker {
    AGENT,
    CUSTOMER
  }

  /** Makes a query's variables. */
  interface Variables {
    Map<String, ?> next(RandomGenerator random);
  }

  /** Measured, but nothing was promised. */
  static final double NO_GOAL = 0;

  private static final String LIST =
      """
      query List($filter: TicketFilter, $orderBy: TicketOrder) {
        tickets(filter: $filter, orderBy: $orderBy, first: 25) {
        edges { cursor node { id reference request status priority team updatedDate version
          createdBy { id firstName lastName } assignedTo { id firstName lastName } } }
        pageInfo { hasNextPage endCursor } } }
      """;

  private static final String PAGE = "\"pageInfo\":{\"hasNextPage\":";

  /** What a list without any ticket has: it costs next to nothing to find. */
  private static final String NO_TICKETS = "\"edges\":[]";

  private static final String STATISTICS =
      """
      query Statistics { ticketStatistics { total overdue byStatus { status tickets }
        byPriority { priority tickets } byRequestType { requestType tickets }
        byTeam { team tickets } byAssignee { assignee { id } tickets }
        perDay { date created resolved }
        medianFirstResponseSeconds medianResolutionSeconds } }
      """;

  private static final String QUICK_FILTERS =
      """
      query QuickFilters { quickFilterCounts { open mine unassigned myTeams watched urgent } }
      """;

  /** All of them; a further one is one more entry. */
  static List<ReadScenario> all() {
    return List.of(
        list("tickets, status + priority + team", 20, ReadScenario::threeFilters),
        list("tickets, status + assignee + created since", 20, ReadScenario::rareFilters),
        new ReadScenario(
            "tickets, a customer's own", Asker.CUSTOMER, 20, 20, LIST, _ -> Map.of(), PAGE),
        list("full text, two usual words", 50, random -> text(words(random))),
        list("full text, a word of every third ticket", 50, random -> text(frequent(random))),
        list("full text, the name of a machine", 50, random -> text(machine(random))),
        list("full text, two usual words by relevance", 50, ReadScenario::byRelevance),
        counts("ticketStatistics", 300, STATISTICS, "\"total\":"),
        counts("quickFilterCounts", NO_GOAL, QUICK_FILTERS, "\"open\":"));
  }

  /** Whether an answer is a list of nothing. */
  static boolean isEmpty(String answer) {
    return answer.contains(NO_TICKETS);
  }

  private static ReadScenario list(String name, double goalMillis, Variables filter) {
    return new ReadScenario(name, Asker.AGENT, goalMillis, 20, LIST, filter, PAGE);
  }

  private static ReadScenario counts(
      String name, double goalMillis, String document, String expected) {
    return new ReadScenario(name, Asker.AGENT, goalMillis, 2, document, _ -> Map.of(), expected);
  }

  private static Map<String, ?> threeFilters(RandomGenerator random) {
    return Map.of(
        "filter",
        Map.of(
            "statuses", List.of("OPEN", "IN_PROGRESS"),
            "priorities", List.of(any(random, List.of("MEDIUM", "HIGH", "CRITICAL"))),
            "teams", List.of(any(random, DeskUsers.TEAMS))));
  }

  private static Map<String, ?> rareFilters(RandomGenerator random) {
    return Map.of(
        "filter",
        Map.of(
            "statuses", List.of("RESOLVED"),
            "assignedToUserIds", List.of("agent" + random.nextInt(40)),
            "createdFrom", Instant.now().minus(Duration.ofDays(30)).toString()));
  }

  private static Map<String, ?> byRelevance(RandomGenerator random) {
    return Map.of(
        "filter", Map.of("text", words(random)),
        "orderBy", Map.of("field", "RELEVANCE", "direction", "DESC"));
  }

  private static Map<String, ?> text(String text) {
    return Map.of("filter", Map.of("text", text));
  }

  private static String words(RandomGenerator random) {
    TicketTexts texts = new TicketTexts(random);
    return texts.usualWord() + " " + texts.usualWord();
  }

  private static String frequent(RandomGenerator random) {
    return new TicketTexts(random).frequentWord();
  }

  private static String machine(RandomGenerator random) {
    return new TicketTexts(random).machine();
  }

  private static String any(RandomGenerator random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
