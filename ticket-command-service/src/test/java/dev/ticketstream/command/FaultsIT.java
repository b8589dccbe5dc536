package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import tools.jackson.databind.JsonNode;

class FaultsIT {

  private static final Pattern TICKET_ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  @Test
  void aFaultIsAnsweredWithACorrelationIdAndNoInternals() {
    sql("alter table known_team rename to known_team_gone");
    try {
      JsonNode answer = Client.alice().send("{ teams { id } }", Map.of());
      JsonNode error = answer.at("/errors/0");
      assertThat(error.at("/extensions/code").asString()).isEqualTo("INTERNAL_ERROR");
      assertThat(UUID.fromString(error.at("/extensions/correlationId").asString())).isNotNull();
      assertThat(answer.toString()).doesNotContain("known_team", "select", "Exception");
    } finally {
      sql("alter table known_team_gone rename to known_team");
    }
  }

  @Test
  void noTransactionWaitsForEver() {
    var transactions = RunningService.get().bean(AbstractPlatformTransactionManager.class);
    assertThat(transactions.getDefaultTimeout()).isEqualTo(30);
  }

  @Test
  void theTraceOfARequestIsStoredWithItsEvents() {
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    assertThat(traced(traceparent)).isEqualTo(traceparent);
    assertThat(traced("not a trace")).isEmpty();
  }

  private static String traced(String traceparent) {
    String body =
        "{\"query\":\"mutation { createTicket(input: {request: \\\"Traced\\\"}) { ticket { id } }"
            + " }\"}";
    HttpRequest request =
        HttpRequest.newBuilder(RunningService.get().uri("/graphql"))
            .header("Content-Type", "application/json")
            .header(
                "Authorization", "Bearer " + RunningService.get().issuer().token("carol").sign())
            .header("traceparent", traceparent)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    Matcher id = TICKET_ID.matcher(Client.exchange(request).body());
    assertThat(id.find()).isTrue();
    return RunningService.get()
        .jdbc()
        .sql("select coalesce(traceparent, '') from ticket_event where ticket_id = ?::uuid")
        .param(id.group(1))
        .query((row, _) -> row.getString(1))
        .single();
  }

  private static void sql(String statement) {
    RunningService.get().jdbc().sql(statement).update();
  }
}
