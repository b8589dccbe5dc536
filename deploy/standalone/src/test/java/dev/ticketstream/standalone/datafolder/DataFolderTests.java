package dev.ticketstream.standalone.datafolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {

  @TempDir private Path temp;

  @Test
  void aNewFolderIsOnlyForItsOwner() throws Exception {
    Path root = temp.resolve("a/b");
    new DataFolder(root).open();
    assertThat(Files.getPosixFilePermissions(root))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    new DataFolder(root).open();
  }

  @Test
  void aFileIsRefused() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertRefused(file, "is a file");
  }

  @Test
  void aFolderWithForeignContentIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(temp.resolve("thesis.tex"), "x");
    assertRefused(temp, "content that is not Ticketstream's");
    assertThat(temp).isDirectoryContaining(path -> path.endsWith("thesis.tex"));
    assertThat(temp.resolve("logs")).doesNotExist();
  }

  @Test
  void aFolderOfANewerVersionIsRefused() throws Exception {
    Files.writeString(temp.resolve("ticketstream.properties"), "format=2\n");
    assertRefused(temp, "made by a newer version");
  }

  @Test
  void aDamagedMarkerIsRefused() throws Exception {
    Files.writeString(temp.resolve("ticketstream.properties"), "");
    assertRefused(temp, "is damaged");
  }

  @Test
  void aPathThatCannotBeMadeIsRefused() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertRefused(file.resolve("below"), "cannot be used");
  }

  @Test
  void clearingDeletesOnlyWhatIsOurs() throws Exception {
    DataFolder folder = new DataFolder(temp);
    folder.open();
    Files.writeString(folder.secret("key"), "x");
    Files.writeString(folder.kafka().resolve("segment"), "x");
    Files.writeString(temp.resolve("note.txt"), "mine");
    folder.clear();
    assertThat(folder.secret("key")).doesNotExist();
    assertThat(folder.kafka()).isEmptyDirectory();
    assertThat(temp.resolve("note.txt")).hasContent("mine");
  }

  @Test
  void onlyOneLauncherMayHoldAFolder() throws Exception {
    DataFolder folder = new DataFolder(temp);
    folder.open();
    try (DataFolderLock lock = DataFolderLock.acquire(folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DataFolderLock.acquire(folder))
          .isInstanceOf(StandaloneException.class)
          .hasMessageContaining("already runs")
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
    DataFolderLock.acquire(folder).close();
  }

  @Test
  void portsAreReadAsTheyWereWritten() throws Exception {
    DataFolder folder = new DataFolder(temp);
    assertThatThrownBy(() -> Endpoints.read(folder)).hasMessageContaining("no platform");
    Endpoints endpoints = new Endpoints(1, 2, 3, 4, 5, 6);
    endpoints.write(folder);
    assertThat(Endpoints.read(folder)).isEqualTo(endpoints);
  }

  @Test
  void aSecretIsMadeOnceAndOnlyForItsOwner() throws Exception {
    Path file = temp.resolve("key");
    assertThat(SecretFile.readOrCreate(file, () -> "first")).isEqualTo("first");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(SecretFile.readOrCreate(file, () -> "second")).isEqualTo("first");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static void assertRefused(Path root, String reason) {
    assertThatThrownBy(() -> new DataFolder(root).open())
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("--data-dir");
  }
}
