package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.fixtures.TicketStory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The npm packages graphql-ws, graphql-sse and @apollo/client against the gateway; see src/test/js.
 */
class StockClientsIT extends RunningGateway {

  private static final Path SCRIPTS = Path.of("src/test/js");
  private static final int INSTALL_MINUTES_MAX = 5;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void stockClientsSubscribeReconnectAndGiveUpAsTheyShould()
      throws IOException, InterruptedException {
    installPackages();
    ProcessBuilder builder =
        new ProcessBuilder("node", "stock-clients.mjs")
            .directory(SCRIPTS.toFile())
            .redirectErrorStream(true);
    builder.environment().put("GATEWAY_URL", webSocketUri().toString());
    builder.environment().put("LONG_TOKEN", alice());
    builder.environment().put("SHORT_TOKEN", shortToken());
    builder.environment().put("SSE_SHORT_TOKEN", shortToken());
    builder.environment().put("TICKET_ID", TicketStory.ticketId(1).toString());
    Process node = builder.start();
    List<String> output = new ArrayList<>();
    try (BufferedReader lines = node.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.startsWith("emit ")) {
          String[] words = line.split(" ", -1);
          emit(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        }
      }
    } finally {
      node.destroyForcibly();
    }
    assertThat(output).as("%s", String.join("\n", output)).endsWith("done");
    assertThat(node.waitFor()).isZero();
  }

  private static String shortToken() {
    return ISSUER
        .token("alice")
        .roles("agent")
        .teams("first-line")
        .expiresAt(Instant.now().plusSeconds(12))
        .sign();
  }

  private void emit(int subscriptions, int count) {
    awaitSubscriptions(subscriptions);
    TicketStory story = TicketStory.of(1, CAROL);
    for (int i = 1; i <= count; i++) {
      streams().emit(story.last());
      story = story.next(ALICE, new TicketChange.TagAdded("tag-" + i));
    }
  }

  /** Only when the lock file is newer than what is installed. */
  private static void installPackages() throws IOException, InterruptedException {
    Path installed = SCRIPTS.resolve("node_modules/.package-lock.json");
    Path wanted = SCRIPTS.resolve("package-lock.json");
    if (Files.exists(installed)
        && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0) {
      return;
    }
    // Never with this JVM's own streams: Maven talks to it over them, and node makes the input that
    // it inherits non-blocking, for both.
    Path output = Files.createTempFile("npm-ci", ".txt");
    try {
      Process npm =
          new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
              .directory(SCRIPTS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      npm.getOutputStream().close();
      assertThat(npm.waitFor(INSTALL_MINUTES_MAX, TimeUnit.MINUTES)).as("npm ci ends").isTrue();
      assertThat(npm.exitValue()).as("npm ci: %s", Files.readString(output)).isZero();
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
