package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.RunningService;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UploadRegistryIT {

  private static final int COUNT_MAX = 10;

  @Test
  void uploadsThatBeginAtOnceDoNotSlipPastTheLimit() throws Exception {
    UploadRegistry registry = RunningService.get().bean(UploadRegistry.class);
    String uploader = "crowd-" + UUID.randomUUID();
    Callable<Boolean> begin =
        () -> {
          try {
            registry.begin(uploader, "a.txt", 1);
            return true;
          } catch (TransferRefusedException e) {
            return false;
          }
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> begun =
          threads.invokeAll(IntStream.range(0, 40).mapToObj(_ -> begin).toList());
      int successes = 0;
      for (Future<Boolean> one : begun) {
        successes += one.get() ? 1 : 0;
      }
      assertThat(successes).isEqualTo(COUNT_MAX);
    }
  }
}
