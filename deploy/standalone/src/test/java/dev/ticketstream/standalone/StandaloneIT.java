package dev.ticketstream.standalone;

import static dev.ticketstream.standalone.RunningPlatform.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.standalone.importer.Rows;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One platform's life, as a user sees it. A test that ends the platform leaves it to the next to
 * start.
 */
class StandaloneIT {

  @TempDir private static Path temp;
  private static RunningPlatform platform;

  @BeforeAll
  static void prepare() throws Exception {
    platform = new RunningPlatform(temp);
  }

  @BeforeEach
  void start() throws Exception {
    platform.start();
  }

  @AfterAll
  static void destroy() throws Exception {
    platform.destroy();
  }

  /** Four rows for each incident: opened, worked on, resolved, closed. */
  private static Path log(String prefix, int incidents) throws IOException {
    List<String> lines = new ArrayList<>(List.of(Rows.header()));
    for (int i = 0; i < incidents; i++) {
      String number = prefix + i;
      String caller = "Caller " + i;
      for (String state : List.of("New", "Active", "Resolved", "Closed")) {
        lines.add(
            Rows.line(
                number, state, Map.of("caller_id", caller, "assignment_group", "Group " + i % 7)));
      }
    }
    return Files.write(temp.resolve(prefix + ".csv"), lines);
  }

  private static void assertSameEventsEverywhere() throws Exception {
    List<StreamPosition> stored = platform.storedEvents();
    assertThat(StreamPosition.firstFault(stored)).isEmpty();
    TopicProbe topic = new TopicProbe(platform.kafkaBootstrapServers());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<StreamPosition> published = topic.positions();
              assertThat(StreamPosition.firstFault(published)).isEmpty();
              assertThat(published).containsExactlyInAnyOrderElementsOf(stored);
            });
  }

  private static int storedEvents() throws Exception {
    return platform.storedEvents().size();
  }

  private static int readiness(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:%d/actuator/health/readiness".formatted(port)))
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void tellsWhatWasStartedHowLongItTookAndWhatToTry() throws Exception {
    assertThat(platform.output())
        .containsPattern("postgresql +ready after +\\d+\\.\\d s")
        .containsPattern("kafka +ready after")
        .containsPattern("console and issuer +ready after")
        .containsPattern("command-service +ready after")
        .containsPattern("gateway +ready after")
        .contains("carol  CUSTOMER", "curl", "ws://localhost:" + platform.gatewayPort());
    assertThat(readiness(platform.commandPort())).isEqualTo(200);
    assertThat(readiness(platform.gatewayPort())).isEqualTo(200);
  }

  @Test
  void aTokenFromTheCommandLineIsGoodForTheApi() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://localhost:%d/graphql".formatted(platform.commandPort())))
              .header("Authorization", "Bearer " + platform.token("tess"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ me { id teams } }\"}"));
      assertThat(client.send(request.build(), BodyHandlers.ofString()).body())
          .contains("\"tess\"", "\"second-line\"");
    }
  }

  @Test
  void nothingListensBeyondTheLoopbackInterface() throws Exception {
    var addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .toList();
    for (var address : addresses) {
      for (int port : platform.ports()) {
        try (Socket socket = new Socket()) {
          assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 1000))
              .as("%s:%d", address, port)
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void anImportIsCompleteAndASecondOneChangesNothing() throws Exception {
    long before = storedEvents();
    Path log = log("FIRST", 15);
    var first = platform.importLog(log);
    assertThat(first.status()).as(first.text()).isZero();
    assertThat(first.count("tickets")).isEqualTo(15);
    assertThat(first.count("rows used")).isEqualTo(60);
    assertThat(first.count("events appended")).isEqualTo(storedEvents() - before);
    assertSameEventsEverywhere();
    var second = platform.importLog(log);
    assertThat(second.status()).as(second.text()).isZero();
    assertThat(second.count("events appended")).isZero();
    assertThat(second.count("already imported")).isEqualTo(first.count("commands sent"));
    assertThat(storedEvents() - before).isEqualTo(first.count("events appended"));
  }

  @Test
  void rowsThatCannotBeUsedAreReportedWithLineAndReason() throws Exception {
    Path log = log("BAD", 1);
    Files.writeString(log, Files.readString(log) + "x,y\n" + Rows.line("BAD0", "Gone", Map.of()));
    Path report = temp.resolve("report.csv");
    var result = platform.importLog(log, "--report", report.toString());
    assertThat(result.status()).as(result.text()).isEqualTo(3);
    assertThat(result.count("rows not used")).isEqualTo(2);
    assertThat(result.text()).contains("line 6: 2 columns instead of");
    assertThat(report)
        .content()
        .contains("7,UNUSED_ROW,\"incident_state \"\"Gone\"\" is unknown\"");
  }

  @Test
  void aSecondLauncherInTheSameFolderIsRefused() throws Exception {
    var second = RunningPlatform.run(platform.up());
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.text())
        .contains("already runs", "pid " + platform.launcher().pid())
        .hasLineCount(1);
    assertThat(platform.launcher().isAlive()).isTrue();
  }

  @Test
  void whatAKilledLauncherLeavesBehindIsStoppedByTheNextAndTheDataIsKept() throws Exception {
    Path log = log("KEPT", 3);
    assertThat(platform.importLog(log).count("events appended")).isPositive();
    long before = storedEvents();
    List<ProcessHandle> orphans = platform.parts();
    platform.launcher().destroyForcibly().waitFor();
    assertThat(orphans).hasSize(4).allMatch(ProcessHandle::isAlive);
    platform.start();
    assertThat(orphans).noneMatch(ProcessHandle::isAlive);
    assertThat(platform.output()).contains("left over from a launcher that was killed");
    assertThat(storedEvents()).isEqualTo(before);
    assertSameEventsEverywhere();
    assertThat(platform.importLog(log).count("events appended")).isZero();
  }

  @Test
  void endsEverythingInOrderWhenItIsToldTo() throws Exception {
    List<ProcessHandle> parts = platform.parts();
    platform.stop();
    assertThat(platform.launcher().exitValue()).isEqualTo(143);
    assertThat(parts).hasSize(4).noneMatch(ProcessHandle::isAlive);
    assertThat(platform.output()).contains("Stopped after");
    assertThat(platform.dataDir().resolve("launcher.processes")).isEmptyFile();
  }

  @Test
  void aPartThatIsNotReadyInTimeIsNamedWithItsLogAndEverythingIsStopped() throws Exception {
    platform.stop();
    platform.launch("--start-timeout", "1s");
    assertThat(platform.launcher().waitFor(PATIENCE)).isTrue();
    assertThat(platform.launcher().exitValue()).isEqualTo(1);
    assertThat(platform.output())
        .contains("was not ready within 1 s", platform.dataDir().resolve("logs").toString());
    assertThat(platform.dataDir().resolve("launcher.processes")).isEmptyFile();
  }
}
