package dev.ticketstream.command.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.Client;
import dev.ticketstream.command.RunningService;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Viewer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuerySlotsIT {

  private static final int PER_USER_MAX = 4;
  private static final String USER = "queries-a-lot";

  private static final List<String> QUERIES =
      List.of(
          "{ tickets { edges { node { id } } } }",
          "{ ticketStatistics { total } }",
          "{ quickFilterCounts { open } }",
          "{ ticketHistory(id: \"019a0000-0000-7000-8000-000000000000\") { edges { cursor } } }",
          "{ ticket(id: \"019a0000-0000-7000-8000-000000000000\", asOf: {version: 1}) { id } }");

  private final MeterRegistry metrics = RunningService.get().bean(MeterRegistry.class);

  @Test
  void aUserWhoseQueriesDoNotEndGetsNoMoreOfThemButCommands() {
    Client client = Client.as(USER, "customer");
    CountDownLatch end = new CountDownLatch(1);
    double refusedBefore = metrics.get("ticketstream.query.refused").counter().count();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int i = 0; i < PER_USER_MAX; i++) {
          threads.execute(() -> holdPlace(end));
        }
        Awaitility.await()
            .until(() -> metrics.get("ticketstream.query.active").gauge().value() >= PER_USER_MAX);
        List<CompletableFuture<JsonNode>> answers =
            QUERIES.stream()
                .map(
                    query ->
                        CompletableFuture.supplyAsync(() -> client.send(query, Map.of()), threads))
                .toList();
        assertThat(answers)
            .extracting(CompletableFuture::join)
            .allSatisfy(
                answer -> {
                  JsonNode extensions = answer.at("/errors/0/extensions");
                  assertThat(extensions.at("/code").asString()).isEqualTo("RATE_LIMITED");
                  assertThat(extensions.at("/retryAfterMs").asInt()).isPositive();
                });
        assertThat(metrics.get("ticketstream.query.refused").counter().count() - refusedBefore)
            .isEqualTo(QUERIES.size());
        client.createTicket("While queries run");
        assertThat(answered(Client.as("dave", "customer"))).isTrue();
      } finally {
        end.countDown();
      }
    }
    assertThat(answered(client)).isTrue();
  }

  private static boolean answered(Client client) {
    return QUERIES.stream().noneMatch(query -> client.send(query, Map.of()).has("errors"));
  }

  private static void holdPlace(CountDownLatch end) {
    Viewer viewer = new Viewer(new UserRef(USER, "", "", null), Set.of(), Set.of());
    RunningService.get()
        .bean(QuerySlots.class)
        .run(
            viewer,
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return true;
            });
  }
}
