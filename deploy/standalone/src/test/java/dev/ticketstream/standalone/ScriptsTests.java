package dev.ticketstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptsTests {

  @TempDir private Path temp;

  @Test
  void aMachineWithoutJdk25GetsOneLineThatSaysWhatToInstall() throws Exception {
    Path programs = Files.createDirectory(temp.resolve("bin"));
    for (String program : List.of("dirname", "sed", "head")) {
      write(programs.resolve(program), "PATH=/usr/bin:/bin exec %s \"$@\"".formatted(program));
    }
    write(programs.resolve("java"), "echo '    java.specification.version = 17' >&2");
    for (String script : List.of("up", "token", "import", "rebuild")) {
      ProcessBuilder builder =
          new ProcessBuilder("/bin/bash", Path.of(script).toAbsolutePath().toString(), "alice");
      builder.environment().clear();
      builder.environment().put("PATH", programs.toString());
      builder.environment().put("TICKETSTREAM_JVM_DIR", temp.toString());
      Process process = builder.redirectErrorStream(true).directory(temp.toFile()).start();
      String text = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(text).isEqualTo(1);
      assertThat(text).contains("there is no JDK 25", "install").hasLineCount(1);
    }
  }

  @Test
  void helpTakesNoBuild() throws Exception {
    Path scripts = Files.createDirectories(temp.resolve("clone/deploy/standalone"));
    for (String file : List.of("up", "common.bash", "README.md")) {
      Files.copy(Path.of(file), scripts.resolve(file));
    }
    Path programs = Files.createDirectory(temp.resolve("bin"));
    write(programs.resolve("mvn"), "exit 0");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", scripts.resolve("up").toString(), "--help");
    builder.environment().put("PATH", programs + ":/usr/bin:/bin");
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(text).isEqualTo(0);
    assertThat(text).contains("--data-dir", "--port-gateway").doesNotContain("Building");
  }

  private static void write(Path program, String line) throws Exception {
    Files.writeString(program, "#!/bin/bash\n" + line + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
