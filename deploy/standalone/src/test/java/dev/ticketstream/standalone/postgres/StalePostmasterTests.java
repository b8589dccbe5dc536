package dev.ticketstream.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalePostmasterTests {

  @TempDir private Path data;

  @Test
  void thePidFileGoesWhenItsPidNowBelongsToAnotherProgram() throws Exception {
    Path file = data.resolve("postmaster.pid");
    Files.writeString(file, ProcessHandle.current().pid() + "\n/data\n");
    StalePostmaster.remove(data);
    assertThat(file).doesNotExist();
  }

  @Test
  void thePidFileGoesWhenItIsDamaged() throws Exception {
    Path file = data.resolve("postmaster.pid");
    Files.writeString(file, "");
    StalePostmaster.remove(data);
    assertThat(file).doesNotExist();
  }

  @Test
  void thePidFileOfARunningServerStays() throws Exception {
    Path server = data.resolve("postgres");
    Files.copy(Path.of("/bin/sleep").toRealPath(), server, StandardCopyOption.COPY_ATTRIBUTES);
    Process process = new ProcessBuilder(server.toString(), "600").start();
    try {
      Path file = data.resolve("postmaster.pid");
      Files.writeString(file, process.pid() + "\n");
      StalePostmaster.remove(data);
      assertThat(file).exists();
    } finally {
      process.destroyForcibly();
    }
  }
}
