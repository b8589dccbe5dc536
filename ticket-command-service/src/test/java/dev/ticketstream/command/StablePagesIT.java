package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pages while tickets are created, changed and deleted between one page and the next. */
class StablePagesIT {

  private static final int TICKETS = 24;

  private final String tag = "pages-" + UUID.randomUUID();
  private final List<String> quiet = new ArrayList<>();
  private final List<String> busy = new ArrayList<>();
  private final List<String> doomed = new ArrayList<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @BeforeEach
  void ticketsOfThreeFates() {
    Client.alice().known();
    for (int i = 0; i < TICKETS; i++) {
      quiet.add(create(i));
      busy.add(create(i));
      if (i % 4 == 0) {
        doomed.add(create(i));
      }
    }
  }

  @AfterEach
  void stop() {
    done.set(true);
    executor.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED_DATE, ASC",
    "CREATED_DATE, DESC",
    "PRIORITY, ASC",
    "PRIORITY, DESC",
    "SLA_DEADLINE, ASC",
    "SLA_DEADLINE, DESC"
  })
  void showsEveryTicketThatKeepsItsPlaceOnceWhateverElseChanges(String field, String direction)
      throws Exception {
    Future<?> writer = executor.submit(this::write);

    List<String> seen = pages(field, direction);

    done.set(true);
    assertThatCode(() -> writer.get(30, TimeUnit.SECONDS)).doesNotThrowAnyException();
    assertThat(seen).doesNotHaveDuplicates().containsAll(quiet).containsAll(busy);
  }

  @ParameterizedTest
  @CsvSource({"UPDATED_DATE, ASC", "UPDATED_DATE, DESC"})
  void showsEveryTicketThatDoesNotChangeOnceInTheOrderOfChanges(String field, String direction)
      throws Exception {
    Future<?> writer = executor.submit(this::write);

    List<String> seen = pages(field, direction);

    done.set(true);
    assertThatCode(() -> writer.get(30, TimeUnit.SECONDS)).doesNotThrowAnyException();
    assertThat(seen.stream().filter(quiet::contains)).containsExactlyInAnyOrderElementsOf(quiet);
  }

  /** Comments and new tags move tickets in the order of changes only. */
  private void write() {
    Client bob = Client.bob();
    for (int i = 0; !done.get() && i < 400; i++) {
      String ticket = busy.get(i % busy.size());
      bob.mutate("addComment", Map.of("ticketId", ticket, "comment", "Still at it " + i));
      if (i % 5 == 0) {
        create(i);
      }
      if (i % 3 == 0 && i / 3 < doomed.size()) {
        bob.mutate("deleteTicket", Map.of("ticketId", doomed.get(i / 3)));
      }
    }
  }

  private List<String> pages(String field, String direction) {
    List<String> seen = new ArrayList<>();
    String after = null;
    // New tickets may keep a list that grows at its end from ending: more pages than that are not
    // needed.
    for (int page = 0; page < 60; page++) {
      JsonNode tickets = page(field, direction, after);
      tickets.get("edges").forEach(edge -> seen.add(edge.at("/node/id").asString()));
      if (!tickets.at("/pageInfo/hasNextPage").asBoolean()) {
        return seen;
      }
      after = tickets.at("/pageInfo/endCursor").asString();
    }
    return seen;
  }

  private JsonNode page(String field, String direction, @Nullable String after) {
    String document =
        """
        query Page($filter: TicketFilter, $after: String) {
          tickets(filter: $filter, orderBy: { field: %s, direction: %s }, first: 3, after: $after) {
            edges { node { id } } pageInfo { hasNextPage endCursor } } }
        """
            .formatted(field, direction);
    Map<String, Object> variables = new HashMap<>();
    variables.put("filter", Map.of("tags", List.of(tag)));
    variables.put("after", after);
    return Client.alice().query(document, variables).get("tickets");
  }

  private String create(int i) {
    String priority = List.of("LOW", "MEDIUM", "HIGH", "CRITICAL").get(i % 4);
    return Client.alice()
        .mutate(
            "createTicket",
            Map.of("request", "Ticket " + i, "priority", priority, "tags", List.of(tag)))
        .at("/ticket/id")
        .asString();
  }
}
