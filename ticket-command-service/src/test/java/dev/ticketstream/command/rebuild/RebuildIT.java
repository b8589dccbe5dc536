package dev.ticketstream.command.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.command.rebuild.RebuildBatches.Step;
import dev.ticketstream.command.view.TicketProjection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The read model is dropped and rebuilt while the service answers. */
class RebuildIT {

  private static final int TICKETS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static RebuildBed bed = new RebuildBed();
  private static final List<String> tickets = new ArrayList<>();

  @BeforeAll
  static void aDeskWithHistory() {
    for (int i = 0; i < TICKETS; i++) {
      String id = bed.createTicket("Ticket " + i);
      tickets.add(id);
      bed.comment(id, "public of " + i, false);
      bed.comment(id, "internal of " + i, true);
      bed.mutate("addTag", "TagInput", Map.of("ticketId", id, "tag", "t" + i % 3));
      bed.mutate(
          "assignTicket",
          "AssignTicketInput",
          Map.of("ticketId", id, "assignedToUserId", i % 2 == 0 ? "agent" : "admin"));
      bed.mutate(
          "changeStatus",
          "ChangeStatusInput",
          Map.of("ticketId", id, "status", i % 4 == 0 ? "CLOSED" : "IN_PROGRESS"));
      if (i % 10 == 0) {
        bed.mutate("deleteTicket", "DeleteTicketInput", Map.of("ticketId", id));
      }
    }
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void makesEveryRowAsItWasWhileCommandsGoOn() throws Exception {
    Map<String, List<String>> before = ReadModelDump.of(bed.jdbc());
    assertThat(before.get("ticket")).hasSizeGreaterThanOrEqualTo(TICKETS);
    assertThat(before.get("ticket_comment")).hasSizeGreaterThanOrEqualTo(2 * TICKETS);
    bed.truncate();

    List<String> written = new CopyOnWriteArrayList<>();
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; !enough.get(); i++) {
                // From the last, which is rebuilt last: it finds no rows yet.
                String busy = tickets.get(TICKETS - 1 - i % 5);
                written.add(bed.comment(busy, "meanwhile " + i, false));
                written.add(bed.createTicket("Meanwhile " + i));
              }
            });
    await().atMost(PATIENCE).until(() -> written.size() >= 2 || writer.isDone());
    bed.rebuild();
    int whenDone = written.size();
    await().atMost(PATIENCE).until(() -> written.size() > whenDone || writer.isDone());
    enough.set(true);
    writer.get();

    Map<String, List<String>> after = ReadModelDump.of(bed.jdbc());
    List<String> untouched = tickets.subList(0, TICKETS - 5);
    assertThat(ReadModelDump.about(after, untouched))
        .isEqualTo(ReadModelDump.about(before, untouched));
    assertThat(written)
        .allSatisfy(
            id ->
                assertThat(after.values().stream().flatMap(List::stream))
                    .anyMatch(row -> row.contains(id)));

    bed.rebuild();
    assertThat(ReadModelDump.of(bed.jdbc())).as("what was written meanwhile").isEqualTo(after);
  }

  @Test
  void listsStayWholeWhileRowsAreMadeAnew() throws InterruptedException {
    int before = count();
    CompletableFuture<List<Integer>> counts = new CompletableFuture<>();
    AtomicBoolean enough = new AtomicBoolean();
    Thread reader =
        Thread.startVirtualThread(
            () -> {
              List<Integer> seen = new ArrayList<>();
              while (!enough.get()) {
                seen.add(count());
              }
              counts.complete(seen);
            });
    bed.rebuild();
    enough.set(true);
    assertThat(counts.join()).isNotEmpty().containsOnly(before);
    assertThat(reader.join(PATIENCE)).isTrue();
  }

  @Test
  void anEmptyReadModelTakesCommandsOnWhatWasThere() {
    String id = bed.createTicket("Answered before the rebuild");
    String parent = bed.comment(id, "first", false);
    bed.comment(id, "second", true);
    Map<String, List<String>> before =
        ReadModelDump.about(ReadModelDump.of(bed.jdbc()), List.of(id));
    bed.truncate();
    JsonNode answered =
        bed.mutate(
            "addComment",
            "AddCommentInput",
            Map.of("ticketId", id, "comment", "an answer", "parentId", parent));
    Map<String, List<String>> healed =
        ReadModelDump.about(ReadModelDump.of(bed.jdbc()), List.of(id));
    assertThat(healed.get("ticket_comment"))
        .containsAll(before.get("ticket_comment"))
        .anyMatch(row -> row.contains(answered.at("/event/comment/id").asString()))
        .hasSize(3);
    bed.rebuild();
    assertThat(ReadModelDump.about(ReadModelDump.of(bed.jdbc()), List.of(id))).isEqualTo(healed);
  }

  @Test
  void theFirstCommandOnATicketWithoutRowsMakesAllOfThem() {
    String id = bed.createTicket("Tagged before the rebuild");
    bed.comment(id, "first", false);
    Map<String, List<String>> before =
        ReadModelDump.about(ReadModelDump.of(bed.jdbc()), List.of(id));
    bed.truncate();
    bed.mutate("addTag", "TagInput", Map.of("ticketId", id, "tag", "b"));
    Map<String, List<String>> healed =
        ReadModelDump.about(ReadModelDump.of(bed.jdbc()), List.of(id));
    assertThat(healed.get("ticket_comment")).isEqualTo(before.get("ticket_comment")).hasSize(1);
    assertThat(healed.get("ticket")).hasSize(1).first().asString().contains("[\"a\", \"b\"]");
    bed.rebuild();
    assertThat(ReadModelDump.about(ReadModelDump.of(bed.jdbc()), List.of(id))).isEqualTo(healed);
  }

  @Test
  void putsWrongRowsRightAndRemovesThoseOfNoTicket() {
    bed.rebuild();
    Map<String, List<String>> before = ReadModelDump.of(bed.jdbc());
    bed.jdbc().sql("update ticket set team = 'wrong', tags = '{x}', version = 77").update();
    bed.jdbc().sql("update search_document set search = 'wrong', internal = false").update();
    bed.jdbc().sql("update ticket_comment set body = 'wrong'").update();
    bed.jdbc()
        .sql(
            """
            insert into ticket_comment
            select gen_random_uuid(), gen_random_uuid(), null, body, internal, author, created_date, mentions
            from ticket_comment limit 1
            """)
        .update();
    bed.jdbc()
        .sql(
            """
            insert into ticket_comment
            select gen_random_uuid(), ticket_id, null, 'no event', internal, author, created_date, mentions
            from ticket_comment limit 1
            """)
        .update();
    JsonNode end = bed.rebuild();
    assertThat(end.get("orphans").asInt()).isEqualTo(1);
    assertThat(end.get("ticketsDone")).isEqualTo(end.get("ticketsTotal"));
    assertThat(ReadModelDump.of(bed.jdbc())).isEqualTo(before);
  }

  @Test
  void goesOnWhereAKilledInstanceStoppedAndRefusesASecondStartMeanwhile() {
    bed.rebuild();
    Map<String, List<String>> before = ReadModelDump.of(bed.jdbc());
    long streams = bed.jdbc().sql("select count(*) from ticket_stream").query(Long.class).single();
    bed.truncate();
    UUID dead = UUID.randomUUID();
    beginAs(dead);
    RebuildBatches killed = instance(dead);
    assertThat(killed.next()).isEqualTo(Step.MORE);
    assertThat(killed.next()).isEqualTo(Step.MORE);
    int half = bed.jdbc().sql("select count(*) from ticket").query(Integer.class).single();
    assertThat(half).isPositive().isLessThan((int) streams);
    assertThat(bed.progress().get("ticketsDone").asInt()).isEqualTo(half);

    HttpResponse<String> second = bed.requestRebuild("admin");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("A rebuild is under way already.", "\"RUNNING\"");

    bed.jdbc()
        .sql("update read_model_rebuild set lease_until = now() where state = 'RUNNING'")
        .update();
    JsonNode end = bed.awaitEnd();
    assertThat(end.get("state").asString()).isEqualTo("DONE");
    assertThat(end.get("ticketsDone").asLong()).as("none done twice").isEqualTo(streams);
    assertThat(ReadModelDump.of(bed.jdbc())).isEqualTo(before);
    assertThat(killed.next()).as("one who comes back").isEqualTo(Step.NOTHING);
  }

  @Test
  void failsWithAReasonWhenABatchCannotBeDone() {
    String id = bed.createTicket("In the way");
    bed.jdbc()
        .sql(
            "alter table ticket add constraint in_the_way"
                + " check (id <> '%s') not valid".formatted(id))
        .update();
    try {
      assertThat(bed.requestRebuild("admin").statusCode()).isEqualTo(202);
      JsonNode end = bed.awaitEnd();
      assertThat(end.get("state").asString()).isEqualTo("FAILED");
      assertThat(end.get("failure").asString()).contains("in_the_way");
    } finally {
      bed.jdbc().sql("alter table ticket drop constraint in_the_way").update();
    }
    Map<String, List<String>> rows = ReadModelDump.about(ReadModelDump.of(bed.jdbc()), List.of(id));
    assertThat(rows.get("ticket")).as("a batch that failed changed nothing").hasSize(1);
    bed.rebuild();
  }

  @Test
  void triesABatchAgainUntilWhatIsInItsWayIsGone() {
    bed.jdbc().sql("create sequence first_try minvalue 0 start 0").update();
    bed.jdbc()
        .sql(
            """
            create function in_the_way_for_a_while() returns trigger language plpgsql as $$
            declare
              millis bigint := extract(epoch from clock_timestamp()) * 1000;
              since bigint := (select last_value from first_try);
            begin
              -- What a sequence has does not go back with the transaction.
              if since = 0 then perform setval('first_try', millis); end if;
              if since = 0 or millis < since + 150 then raise 'in the way for a while'; end if;
              return new;
            end
            $$
            """)
        .update();
    bed.jdbc()
        .sql(
            "create trigger in_the_way_for_a_while before insert on ticket"
                + " for each row execute function in_the_way_for_a_while()")
        .update();
    try {
      assertThat(bed.requestRebuild("admin").statusCode()).isEqualTo(202);
      assertThat(bed.awaitEnd().get("state").asString()).isEqualTo("DONE");
    } finally {
      bed.jdbc().sql("drop function in_the_way_for_a_while cascade").update();
      bed.jdbc().sql("drop sequence first_try").update();
    }
  }

  @Test
  void nobodyWaitsForTheInstanceThatIsAtWork() {
    UUID owner = UUID.randomUUID();
    beginAs(owner);
    TransactionTemplate transaction =
        new TransactionTemplate(bed.bean(PlatformTransactionManager.class));
    transaction.executeWithoutResult(
        _ -> {
          assertThat(bed.bean(RebuildLog.class).claim(owner, Duration.ofHours(1))).isPresent();
          assertThat(CompletableFuture.supplyAsync(() -> instance(owner).next()))
              .succeedsWithin(PATIENCE)
              .isEqualTo(Step.NOTHING);
        });
    bed.bean(RebuildLog.class).release(owner);
    assertThat(bed.awaitEnd().get("state").asString()).isEqualTo("DONE");
  }

  @Test
  void isForAdminsOnly() {
    assertThat(bed.requestRebuild(null).statusCode()).isEqualTo(401);
    assertThat(bed.askForProgress(null).statusCode()).isEqualTo(401);
    for (String user : List.of("agent", "customer")) {
      assertThat(bed.requestRebuild(user).statusCode()).as(user).isEqualTo(403);
      assertThat(bed.askForProgress(user).statusCode()).as(user).isEqualTo(403);
    }
    assertThat(bed.askForProgress("admin").statusCode()).isEqualTo(200);
  }

  /** Claims a rebuild as it begins, so that the running service cannot be faster. */
  private static void beginAs(UUID owner) {
    bed.jdbc()
        .sql(
            """
            insert into read_model_rebuild
              (state, requested_by, tickets_total, end_ticket_id, lease_owner, lease_until)
            select 'RUNNING', 'admin', count(*),
              (select ticket_id from ticket_stream order by ticket_id desc limit 1),
              cast(? as uuid), now() + interval '1 hour'
            from ticket_stream
            """)
        .param(owner.toString())
        .update();
  }

  private static RebuildBatches instance(UUID owner) {
    return new RebuildBatches(
        owner,
        new RebuildProperties(
            RebuildBed.BATCH_EVENTS,
            Duration.ofSeconds(30),
            1,
            Duration.ofHours(1),
            Duration.ofSeconds(1)),
        bed.bean(RebuildLog.class),
        bed.bean(EventStore.class),
        bed.bean(TicketProjection.class),
        bed.bean(PlatformTransactionManager.class),
        new SimpleMeterRegistry());
  }

  private static int count() {
    return bed.graphQl("admin", "{ tickets { totalCount } }", Map.of())
        .at("/data/tickets/totalCount")
        .asInt();
  }
}
