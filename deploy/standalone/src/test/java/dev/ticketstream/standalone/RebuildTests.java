package dev.ticketstream.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rebuild} against a server that answers what it is told to. */
class RebuildTests {

  private static final String DONE =
      "{\"state\":\"DONE\",\"ticketsDone\":1890,\"ticketsTotal\":1890}";

  @TempDir private Path root;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/actuator/readmodel", this::answer);
    server.start();
    DataFolder folder = new DataFolder(root);
    folder.open();
    Files.createDirectories(folder.issuerKey().getParent());
    Files.writeString(
        folder.issuerKey(), new RSAKeyGenerator(2048).keyID("test").generate().toJSONString());
    new Endpoints(1, server.getAddress().getPort(), 3, 4, 5, 6).write(folder);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void beginsAsAdminShowsHowFarItIsAndEndsWhenItIsDone() {
    answers.add(new Answer(202, "{}"));
    answers.add(
        new Answer(200, "{\"state\":\"RUNNING\",\"ticketsDone\":12,\"ticketsTotal\":1890}"));
    answers.add(new Answer(503, ""));
    answers.add(new Answer(200, DONE));
    assertThat(run()).isZero();
    assertThat(requests).containsExactly("POST admin", "GET admin", "GET admin", "GET admin");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence("rebuilding  12 of 1,890 tickets", "rebuilt  1,890 of 1,890 tickets");
  }

  @Test
  void saysThatOneIsUnderWay() {
    answers.add(new Answer(409, "{}"));
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("under way already", "--status")
        .hasLineCount(1);
  }

  @Test
  void failsWithTheReasonOfTheFailure() {
    answers.add(new Answer(202, "{}"));
    answers.add(
        new Answer(
            200,
            "{\"state\":\"FAILED\",\"ticketsDone\":1,\"ticketsTotal\":2,\"failure\":\"no disk\"}"));
    assertThat(run()).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("failed after 1 of 2", "no disk");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("the rebuild failed");
  }

  @Test
  void onlyTellsHowFarTheNewestIsWhenAskedTo() {
    answers.add(new Answer(200, "{\"state\":\"NEVER\"}"));
    assertThat(run("--status")).isZero();
    assertThat(requests).containsExactly("GET admin");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("never rebuilt");
  }

  @Test
  void saysThatNothingAnswers() {
    server.stop(0);
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("does not answer").hasLineCount(1);
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("rebuild", "--data-dir", root.toString()));
    arguments.addAll(List.of(options));
    return Standalone.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments.toArray(String[]::new));
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + caller(exchange));
    Answer answer = answers.remove();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String caller(HttpExchange exchange) throws IOException {
    String header = requireNonNull(exchange.getRequestHeaders().getFirst("Authorization"));
    try {
      return SignedJWT.parse(header.substring("Bearer ".length())).getJWTClaimsSet().getSubject();
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  private record Answer(int status, String body) {}
}
