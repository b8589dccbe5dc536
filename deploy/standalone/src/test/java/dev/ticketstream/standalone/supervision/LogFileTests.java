package dev.ticketstream.standalone.supervision;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTests {

  @TempDir private Path folder;

  @Test
  void aLargeLogIsEmptiedWhileItsWriterKeepsItOpenAndTheOlderOnesMoveOn() throws Exception {
    Path path = folder.resolve("part.log");
    LogFile log = new LogFile(path, 5, 2);
    try (OutputStream writer = Files.newOutputStream(path, CREATE, APPEND)) {
      for (int i = 1; i <= 4; i++) {
        writer.write("line%d\n".formatted(i).getBytes());
        writer.flush();
        log.rotateIfLarge();
      }
      writer.write("x\n".getBytes());
    }
    assertThat(path).hasContent("x\n");
    assertThat(folder.resolve("part.log.1")).hasContent("line4\n");
    assertThat(folder.resolve("part.log.2")).hasContent("line3\n");
    assertThat(folder.resolve("part.log.3")).doesNotExist();
  }

  @Test
  void aSmallLogStays() throws Exception {
    Path path = Files.writeString(folder.resolve("part.log"), "abc\n");
    new LogFile(path, 5, 2).rotateIfLarge();
    assertThat(path).hasContent("abc\n");
  }

  @Test
  void theTailIsTheLastLinesWithoutStackFrames() throws Exception {
    Path path =
        Files.writeString(
            folder.resolve("part.log"),
            "one\ntwo\nException: x\n\tat a.B.c(B.java:1)\n\t... 97 common frames omitted\n\n");
    assertThat(LogFile.at(path).tail(2)).containsExactly("two", "Exception: x");
    assertThat(LogFile.at(folder.resolve("none")).tail(2)).isEmpty();
  }
}
