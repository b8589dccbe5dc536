package dev.ticketstream.standalone;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.VisibleEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of the whole platform, on a service desk's log: what the event store holds, the topic
 * carries and subscribers receive is the same, once and in order, while services are stopped and
 * killed; and a customer receives what is theirs and nothing else.
 *
 * <p>The log is generated, or a real one named by the system property {@value #LOG}.
 */
class SpineIT {

  private static final String LOG = "ticketstream.spine.log";
  private static final Duration CATCH_UP_MAX = Duration.ofMinutes(3);
  private static final Duration IMPORT_MAX = Duration.ofMinutes(15);
  private static final int GENERATED_INCIDENTS = 120;

  @TempDir private Path work;

  @Test
  void storeTopicAndSubscribersAgreeWhileServicesAreStoppedAndKilled() throws Exception {
    Path log = log();
    RunningPlatform platform = new RunningPlatform(work);
    platform.start();
    try (EventObserver admin = observe(platform, "admin");
        EventObserver agent = observe(platform, "alice");
        EventObserver customer = observe(platform, "carol")) {
      Path output = work.resolve("import.log");
      Process importing = platform.startImport(log, output);

      interrupt(platform, importing, admin, "command-service", true);
      interrupt(platform, importing, admin, "gateway", true);
      interrupt(platform, importing, admin, "command-service", false);
      interrupt(platform, importing, admin, "gateway", false);

      assertThat(importing.waitFor(IMPORT_MAX.toSeconds(), TimeUnit.SECONDS))
          .as("the import ends")
          .isTrue();
      assertThat(importing.exitValue()).as(Files.readString(output)).isZero();

      platform.awaitOutput("command-service is ready again");
      platform.awaitOutput("gateway is ready again");

      List<StreamPosition> stored = platform.storedEvents();
      await()
          .atMost(CATCH_UP_MAX)
          .until(
              () ->
                  admin.received().size() >= stored.size()
                      && agent.received().size() >= stored.size());
      List<SupportTicketEvent> published =
          new TopicProbe(platform.kafkaBootstrapServers()).events();

      assertSame(stored, published.stream().map(StreamPosition::of).toList(), "the topic");
      assertSame(stored, admin.positions(), "the admin's socket");
      assertSame(stored, agent.positions(), "the agent's socket");
      assertThat(stored.stream().map(StreamPosition::ticketId).collect(toSet()))
          .as("tickets")
          .hasSize(incidents(log));
      assertThat(admin.errors()).isEmpty();
      assertThat(agent.errors()).isEmpty();
      assertCustomerReceivedTheirsOnly(customer, published);
      assertThat(admin.connections()).as("the gateway was stopped twice").isGreaterThan(2);

      Process again = platform.startImport(log, output);
      assertThat(again.waitFor(IMPORT_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(platform.storedEvents()).as("a second import changes nothing").isEqualTo(stored);

      assertRebuildGivesTheSameReadModel(platform);
    } finally {
      platform.destroy();
    }
  }

  /** Drops the read model and rebuilds it by the documented command: the same, row by row. */
  private static void assertRebuildGivesTheSameReadModel(RunningPlatform platform)
      throws Exception {
    Map<String, List<String>> before = platform.readModel();
    assertThat(before).containsKeys("ticket", "ticket_comment");
    assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());
    platform.truncateReadModel();
    RunningPlatform.Result rebuilt = platform.rebuild();
    assertThat(rebuilt.status()).as(rebuilt.text()).isZero();
    assertThat(rebuilt.text()).contains("rebuilt  ");
    assertThat(platform.readModel()).isEqualTo(before);
  }

  /** Stops a part in the middle of things, and waits until events arrive again. */
  private static void interrupt(
      RunningPlatform platform, Process importing, EventObserver admin, String part, boolean kill)
      throws IOException {
    awaitMoreEvents(importing, admin);
    ProcessHandle process = platform.part(part).orElseThrow();
    if (kill) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    awaitMoreEvents(importing, admin);
  }

  private static void awaitMoreEvents(Process importing, EventObserver admin) {
    int before = admin.received().size();
    await()
        .atMost(CATCH_UP_MAX)
        .until(() -> admin.received().size() >= before + 40 || !importing.isAlive());
  }

  private static void assertSame(
      List<StreamPosition> stored, List<StreamPosition> others, String where) {
    assertThat(StreamPosition.firstFault(others)).as("order in " + where).isEmpty();
    assertThat(others.stream().sorted().toList())
        .as("events in " + where)
        .isEqualTo(stored.stream().sorted().toList());
  }

  private static void assertCustomerReceivedTheirsOnly(
      EventObserver customer, List<SupportTicketEvent> published) {
    Viewer carol = new Viewer(new UserRef("carol", "", "", null), Set.of(Role.CUSTOMER), Set.of());
    EventRedactor policy = new EventRedactor(new TicketVisibility(AgentScope.ALL_TICKETS));
    List<StreamPosition> due =
        published.stream()
            .flatMap(event -> policy.view(carol, event).stream())
            .map(SpineIT::position)
            .toList();
    assertThat(due).as("the log has tickets of this customer").isNotEmpty();
    await().atMost(CATCH_UP_MAX).until(() -> customer.received().size() >= due.size());
    assertSame(due, customer.positions(), "the customer's socket");
    assertThat(customer.errors()).isEmpty();

    String everything =
        String.join("\n", customer.received().stream().map(Object::toString).toList());
    List<Comment> internal =
        published.stream()
            .flatMap(event -> event.comment().stream())
            .filter(Comment::internal)
            .toList();
    assertThat(internal).as("the log has internal comments").isNotEmpty();
    assertThat(internal)
        .allSatisfy(
            comment ->
                assertThat(everything)
                    .doesNotContain(comment.id().toString())
                    .doesNotContain(comment.body().lines().findFirst().orElseThrow()));
    assertThat(customer.received())
        .allSatisfy(
            received ->
                assertThat(received.event().at("/ticket/createdBy/id").asString())
                    .as("tickets of others")
                    .isEqualTo("carol"));
  }

  private static StreamPosition position(VisibleEvent event) {
    return new StreamPosition(event.ticketId().toString(), event.version());
  }

  private static EventObserver observe(RunningPlatform platform, String user) throws Exception {
    String token = platform.token(user);
    return new EventObserver(platform.gatewaySocket(), () -> token);
  }

  private Path log() throws IOException {
    String real = System.getProperty(LOG);
    return real == null
        ? GeneratedLog.write(work.resolve("log.csv"), GENERATED_INCIDENTS)
        : Path.of(real);
  }

  private static int incidents(Path log) throws IOException {
    InputStream file = Files.newInputStream(log);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                log.toString().endsWith(".gz") ? new GZIPInputStream(file) : file,
                StandardCharsets.UTF_8))) {
      return (int) reader.lines().skip(1).map(line -> line.split(",", 2)[0]).distinct().count();
    }
  }
}
