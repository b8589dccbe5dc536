package dev.ticketstream.command.attachment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Attachments. How much a ticket may hold is a rule on tickets: {@code
 * ticketstream.attachments.ticket-size-max} in {@code TicketRules}.
 *
 * @param store where new uploads are kept; older ones stay where they are
 * @param fileSizeMax largest file
 * @param allowedTypes media types that may be stored, as Apache Tika names them
 * @param refusedExtensions file name extensions that are refused whatever the content
 * @param upload limits of uploads
 * @param download limits of downloads
 * @param unclaimed uploads that no ticket has claimed
 * @param chunkSize bytes in one row of the PostgreSQL store, and in one read of a download
 */
@ConfigurationProperties("ticketstream.attachments")
record AttachmentProperties(
    @DefaultValue("POSTGRESQL") StoreKind store,
    @DefaultValue("100MB") DataSize fileSizeMax,
    @DefaultValue({
          "application/gzip",
          "application/json",
          "application/msword",
          "application/pdf",
          "application/rtf",
          "application/vnd.ms-excel",
          "application/vnd.ms-outlook",
          "application/vnd.ms-powerpoint",
          "application/vnd.oasis.opendocument.presentation",
          "application/vnd.oasis.opendocument.spreadsheet",
          "application/vnd.oasis.opendocument.text",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/x-7z-compressed",
          "application/x-tar",
          "application/x-tika-msoffice",
          "application/x-tika-ooxml",
          "application/zip",
          "audio/mp4",
          "audio/mpeg",
          "audio/vnd.wave",
          "image/bmp",
          "image/gif",
          "image/heic",
          "image/jpeg",
          "image/png",
          "image/tiff",
          "image/webp",
          "message/rfc822",
          "text/calendar",
          "text/csv",
          "text/markdown",
          "text/plain",
          "text/tab-separated-values",
          "text/x-config",
          "text/x-diff",
          "text/x-ini",
          "text/x-java-properties",
          "text/x-log",
          "text/x-sql",
          "text/x-vcard",
          "text/x-yaml",
          "video/mp4",
          "video/quicktime"
        })
        List<String> allowedTypes,
    @DefaultValue({
          "bat", "chm", "cmd", "com", "cpl", "desktop", "exe", "hta", "htm", "html", "inf", "jar",
          "jnlp", "js", "jse", "lnk", "mht", "mhtml", "msc", "msi", "msp", "pif", "ps1", "psm1",
          "reg", "scf", "scr", "sh", "svg", "url", "vb", "vbe", "vbs", "ws", "wsf", "wsh", "xhtml",
          "xml", "xsl", "xslt"
        })
        List<String> refusedExtensions,
    @DefaultValue Upload upload,
    @DefaultValue Download download,
    @DefaultValue Unclaimed unclaimed,
    @DefaultValue("256KB") DataSize chunkSize) {

  private static final String PREFIX = "ticketstream.attachments.";

  AttachmentProperties {
    positive("file-size-max", fileSizeMax.toBytes());
    between("chunk-size", chunkSize, DataSize.ofKilobytes(4), DataSize.ofMegabytes(16));
    allowedTypes =
        allowedTypes.stream().map(type -> type.toLowerCase(Locale.ROOT).strip()).toList();
    refusedExtensions =
        refusedExtensions.stream()
            .map(extension -> extension.toLowerCase(Locale.ROOT).strip())
            .toList();
  }

  /** A place for bytes. */
  enum StoreKind {
    /** Rows in the service's own database. */
    POSTGRESQL,
    /** A bucket behind the S3 protocol. */
    S3
  }

  /**
   * Limits of uploads.
   *
   * @param timeout longest a whole upload may take
   * @param concurrentMax most at once in this instance
   * @param concurrentPerUserMax most at once of one user in this instance
   */
  record Upload(
      @DefaultValue("15m") Duration timeout,
      @DefaultValue("16") int concurrentMax,
      @DefaultValue("4") int concurrentPerUserMax) {

    Upload {
      positive("upload.timeout", timeout.toMillis());
      positive("upload.concurrent-max", concurrentMax);
      positive("upload.concurrent-per-user-max", concurrentPerUserMax);
    }
  }

  /**
   * Limits of downloads.
   *
   * @param timeout longest a whole download may take
   * @param concurrentMax most at once in this instance
   * @param concurrentPerUserMax most at once of one user in this instance
   */
  record Download(
      @DefaultValue("1h") Duration timeout,
      @DefaultValue("64") int concurrentMax,
      @DefaultValue("16") int concurrentPerUserMax) {

    Download {
      positive("download.timeout", timeout.toMillis());
      positive("download.concurrent-max", concurrentMax);
      positive("download.concurrent-per-user-max", concurrentPerUserMax);
    }
  }

  /**
   * Uploads that no ticket has claimed.
   *
   * @param retention how long they are kept
   * @param countPerUserMax most that a user may have
   * @param sizePerUserMax most bytes that a user may have in them
   * @param removalInterval how often they are looked for
   * @param removalBatchSize most that one look removes
   */
  record Unclaimed(
      @DefaultValue("24h") Duration retention,
      @DefaultValue("50") int countPerUserMax,
      @DefaultValue("500MB") DataSize sizePerUserMax,
      @DefaultValue("5m") Duration removalInterval,
      @DefaultValue("500") int removalBatchSize) {

    Unclaimed {
      positive("unclaimed.retention", retention.toMillis());
      positive("unclaimed.count-per-user-max", countPerUserMax);
      positive("unclaimed.size-per-user-max", sizePerUserMax.toBytes());
      positive("unclaimed.removal-interval", removalInterval.toMillis());
      positive("unclaimed.removal-batch-size", removalBatchSize);
    }
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s%s must be positive: %d".formatted(PREFIX, name, value));
    }
  }

  private static void between(String name, DataSize value, DataSize min, DataSize max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s%s must be %d to %d bytes: %d"
              .formatted(PREFIX, name, min.toBytes(), max.toBytes(), value.toBytes()));
    }
  }
}
