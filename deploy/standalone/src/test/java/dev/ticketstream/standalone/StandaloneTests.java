package dev.ticketstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every failure before a start is one line on standard error and a non-zero exit status. */
class StandaloneTests {

  @TempDir private Path temp;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return Standalone.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  private void assertOneLine(int expected, int status, String... parts) {
    String text = err.toString(StandardCharsets.UTF_8);
    assertThat(text).startsWith("ticketstream: ").contains(parts).hasLineCount(1);
    assertThat(status).isEqualTo(expected);
  }

  private String freshFolder() {
    return temp.resolve("data").toString();
  }

  @Test
  void upRefusesADataFolderThatIsAFile() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertOneLine(1, run("up", "--data-dir", file.toString()), "is a file");
  }

  @Test
  void upRefusesAPortInUse() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      String port = Integer.toString(socket.getLocalPort());
      assertOneLine(
          1,
          run("up", "--data-dir", freshFolder(), "--port-gateway", port),
          "port " + port + " is in use",
          "--port-gateway");
    }
  }

  @Test
  void upRefusesAFullDisk() {
    assertOneLine(
        1,
        run(
            "up",
            "--data-dir",
            freshFolder(),
            "--min-free",
            "999999999",
            "--port-console",
            "40901",
            "--port-command",
            "40902",
            "--port-gateway",
            "40903",
            "--port-postgres",
            "40904",
            "--port-kafka",
            "40905",
            "--port-kafka-controller",
            "40906"),
        "is too full");
  }

  @Test
  void wrongUsageIsOneLineToo() {
    assertOneLine(2, run("up", "--nonsense"), "--nonsense", "--help");
    assertOneLine(2, run("up", "--port-kafka", "many"), "--port-kafka");
    assertOneLine(2, run("token"), "USER");
    assertOneLine(2, run("token", "alice", "--ttl", "soon"), "\"soon\"");
    assertOneLine(2, run("import"), "FILE");
  }

  @Test
  void tokenRefusesAnUnknownUserAndNamesTheKnownOnes() {
    assertOneLine(1, run("token", "eve", "--data-dir", freshFolder()), "\"eve\"", "alice");
  }

  @Test
  void tokenNeedsAPlatform() {
    assertOneLine(1, run("token", "alice", "--data-dir", freshFolder()), "no platform");
  }

  @Test
  void rebuildNeedsAPlatform() {
    assertOneLine(1, run("rebuild", "--data-dir", freshFolder()), "no platform");
  }

  @Test
  void importNeedsAFile() {
    assertOneLine(1, run("import", temp.resolve("none.csv").toString()), "there is no file");
    assertOneLine(1, run("import", temp.toString()), "is a folder");
  }

  @Test
  void helpGoesToStandardOutput() {
    for (String command : new String[] {"up", "token", "import", "rebuild"}) {
      assertThat(run(command, "--help")).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("Usage: deploy/standalone/" + command);
      assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }
}
