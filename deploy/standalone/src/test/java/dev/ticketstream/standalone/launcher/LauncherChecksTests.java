package dev.ticketstream.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherChecksTests {

  @TempDir private Path folder;

  @Test
  void aPortInUseIsNamedWithItsOwnerAndItsOption() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> PortCheck.check(Map.of("--port-kafka", socket.getLocalPort())))
          .isInstanceOf(StandaloneException.class)
          .hasMessageContaining("port %d is in use by java".formatted(socket.getLocalPort()))
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining("--port-kafka");
    }
  }

  @Test
  void allPortsInUseAreNamedAtOnce() throws Exception {
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket other = new ServerSocket(0)) {
      Map<String, Integer> ports =
          Map.of("--port-kafka", one.getLocalPort(), "--port-postgres", other.getLocalPort());
      assertThatThrownBy(() -> PortCheck.check(ports))
          .hasMessageContaining("port %d is in use".formatted(one.getLocalPort()))
          .hasMessageContaining("port %d is in use".formatted(other.getLocalPort()))
          .hasMessageContaining("--port-kafka")
          .hasMessageContaining("--port-postgres");
    }
  }

  @Test
  void aPortThatListensOnAllInterfacesIsInUseToo() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      assertThatThrownBy(() -> PortCheck.check(Map.of("--port-kafka", socket.getLocalPort())))
          .hasMessageContaining("is in use");
    }
  }

  @Test
  void freePortsPass() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    int free = port;
    assertThatCode(() -> PortCheck.check(Map.of("--port-kafka", free))).doesNotThrowAnyException();
  }

  @Test
  void portsThatAreNoneOrTheSameAreRefused() {
    assertThatThrownBy(() -> PortCheck.check(Map.of("--port-kafka", 65536)))
        .hasMessageContaining("--port-kafka 65536 is no port");
    assertThatThrownBy(() -> PortCheck.check(Map.of("--port-kafka", 0)))
        .hasMessageContaining("is no port");
    assertThatThrownBy(() -> PortCheck.check(Map.of("--a", 40123, "--b", 40123)))
        .hasMessageContaining("both 40123");
  }

  @Test
  void aDiskWithTooLittleRoomIsRefused() throws Exception {
    assertThatThrownBy(() -> DiskSpace.check(folder, Long.MAX_VALUE / (1 << 21)))
        .hasMessageContaining("is too full")
        .hasMessageContaining("--min-free");
    DiskSpace.check(folder, 0);
  }

  @Test
  void theRunnableJarIsFoundBesideThePlainOne() throws Exception {
    Path target = Files.createDirectories(folder.resolve("service/target"));
    jar(target.resolve("service-1.jar"), "a/B.class");
    assertThatThrownBy(() -> ServiceJars.find(folder, "service"))
        .hasMessageContaining("service is not built");
    Path runnable = jar(target.resolve("service-1-exec.jar"), "BOOT-INF/");
    assertThat(ServiceJars.find(folder, "service")).isEqualTo(runnable);
  }

  private static Path jar(Path path, String entry) throws Exception {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path))) {
      jar.putNextEntry(new ZipEntry(entry));
    }
    return path;
  }
}
