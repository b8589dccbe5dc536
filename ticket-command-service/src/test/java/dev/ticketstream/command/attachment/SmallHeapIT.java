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
    try (ServiceProcess service =
        new ServiceProcess(
            directory,
            "256m",
            Map.of(),
            "--ticketstream.rate-limit.requests-burst=100",
            "--ticketstream.rate-limit.requests-per-second=1")) {
      LargeFiles files = new LargeFiles(service);
      List<String> ids = files.upload();
      files.download(ids);
      files.readNothingOf(ids.getFirst(), SLOW_DOWNLOADS);
      assertThat(service.isAlive()).as(service.log()).isTrue();
      assertThat(service.loadedClasses())
          .as("what is for the other store only")
          .hasSizeGreaterThan(1_000)
          .noneMatch(name -> name.startsWith("software.amazon."));
      files.askUntilRefused();
    }
  }

  @Test
  void theyGoToABucketAndBackToo() throws Exception {
    try (S3Server server = new S3Server(directory);
        ServiceProcess service =
            new ServiceProcess(
                directory,
                "256m",
                Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                "--ticketstream.attachments.store=s3",
                "--ticketstream.attachments.s3.bucket=" + S3Server.BUCKET,
                "--ticketstream.attachments.s3.endpoint=" + server.endpoint(),
                "--ticketstream.attachments.s3.path-style=true")) {
      LargeFiles files = new LargeFiles(service);
      files.download(files.upload());
      assertThat(service.isAlive()).as(service.log()).isTrue();
    }
  }

  @Test
  void hundredThousandTicketsAreExportedInAHeapThatCannotHoldThem() throws Exception {
    try (ServiceProcess service = new ServiceProcess(directory, "128m", Map.of())) {
      ManyTickets tickets = new ManyTickets(service);
      tickets.fill();
      tickets.export();
      assertThat(service.isAlive()).as(service.log()).isTrue();
    }
  }
}
