package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.testing.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Fills a service with tickets that are together larger than its heap, and exports them. */
final class ManyTickets {

  private static final int COUNT = 100_000;
  private static final int DESCRIPTION_LENGTH = 2_000;

  private final ServiceProcess service;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();

  ManyTickets(ServiceProcess service) {
    this.service = service;
    this.token = service.token("carol");
  }

  /** One ticket by the API, and copies of it in the database. */
  void fill() throws IOException, InterruptedException, SQLException {
    String mutation = "mutation($i: CreateTicketInput!) { createTicket(input: $i) { success } }";
    Map<String, Object> input =
        Map.of("request", "Copied", "description", "x".repeat(DESCRIPTION_LENGTH));
    String body =
        JsonMapper.shared()
            .writeValueAsString(Map.of("query", mutation, "variables", Map.of("i", input)));
    HttpRequest request =
        HttpRequest.newBuilder(service.uri("/graphql"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).body()).contains("\"success\":true");
    Database database = service.database();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(copies());
    }
  }

  /** Without triggers: what is searched does not matter here, and takes its time to be made. */
  private static String copies() {
    return """
    set session_replication_role = replica;
    create temp table copy as
      select gen_random_uuid() as id, i from generate_series(1, %d) as i;
    insert into ticket_stream (ticket_id, version) select id, 1 from copy;
    insert into ticket_event (ticket_id, version, event_id, type, occurred_at, payload)
      select copy.id, 1, gen_random_uuid(), e.type, e.occurred_at, e.payload
      from copy, (select * from ticket_event limit 1) as e;
    insert into ticket (id, reference, request_type, status, priority,
        created_by_id, tags, watcher_ids, created_date, updated_date, public_updated_date, version,
        deleted)
      select copy.id, 'COPY-' || copy.i, t.request_type, t.status, t.priority,
        t.created_by_id, t.tags, t.watcher_ids, t.created_date, t.updated_date,
        t.public_updated_date + copy.i * interval '1 microsecond', 1, false
      from copy, (select * from ticket limit 1) as t;
    analyze;
    """
        .formatted(COUNT - 1);
  }

  /** Exports all of them and counts the rows. */
  void export() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.uri("/tickets.csv"))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    long rows = 0;
    long bytes = 0;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream file = answer.body()) {
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        bytes += read;
        for (int i = 0; i < read; i++) {
          rows += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    assertThat(rows).as("a header and the tickets").isEqualTo(COUNT + 1);
    assertThat(bytes).isGreaterThan((long) COUNT * DESCRIPTION_LENGTH);
  }
}
