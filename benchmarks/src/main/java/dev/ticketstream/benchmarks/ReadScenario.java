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
 * @param goalMillis what its p99 shall stay below
 * @param rate queries a second
 * @param document the GraphQL document
 * @param variables new variables for each query
 * @param expected what every good answer contains
 */
record ReadScenario(
    String name,
    double goalMillis,
    double rate,
    String document,
    Variables variables,
    String expected) {

  /** Makes a query's variables. */
  interface Variables {
    Map<String, ?> next(RandomGenerator random);
  }

  private static final String LIST =
      """
      query List($filter: TicketFilter) { tickets(filter: $filter, first: 25) {
        edges { cursor node { id reference request status priority team updatedDate version
          createdBy { id firstName lastName } assignedTo { id firstName lastName } } }
        pageInfo { hasNextPage endCursor } } }
      """;

  /** All of them; a further one is one more entry. */
  static List<ReadScenario> all() {
    return List.of(
        list("tickets, status + priority + team", 20, ReadScenario::threeFilters),
        list("tickets, status + assignee + created since", 20, ReadScenario::rareFilters),
        list("full text, two usual words", 50, random -> text(words(random))),
        list("full text, a word of every third ticket", 50, random -> text(frequent(random))),
        list("full text, the name of a machine", 50, random -> text(machine(random))));
  }

  private static ReadScenario list(String name, double goalMillis, Variables filter) {
    return new ReadScenario(name, goalMillis, 100, LIST, filter, "\"pageInfo\":{\"hasNextPage\":");
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
