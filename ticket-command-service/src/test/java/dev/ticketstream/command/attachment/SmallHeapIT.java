package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallHeapIT {

  /** More than the service has database connections. */
  private static final int SLOW_DOWNLOADS = 12;

  @TempDir Path directory;

  @Test
  void hundredMegabytesGoUpAndDownInAHeapOf256() throws Exception {
    try (ServiceProcess service = new ServiceProcess(directory, "256m", Map.of())) {
      LargeFiles files = new LargeFiles(service);
      List<String> ids = files.upload();
      files.download(ids);
      files.readNothingOf(ids.getFirst(), SLOW_DOWNLOADS);
      assertThat(service.isAlive()).as(service.log()).isTrue();
    }
  }
}
