package dev.ticketstream.command.attachment;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The S3-compatible store. Credentials come from where the AWS SDK looks for them: the environment
 * ({@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}), or the machine's role.
 *
 * @param bucket the bucket, which exists; without one there is no such store
 * @param endpoint where the protocol is spoken, if not at AWS
 * @param region the bucket's region
 * @param pathStyle whether the bucket stands in the path and not in the host's name
 * @param keyPrefix what the keys of all objects begin with
 * @param partSize bytes of a part of an upload; each upload has one of them in memory
 * @param readSize bytes of one read of a download; each download has one of them in memory
 * @param timeout longest a part or a read may take, retries included
 */
@ConfigurationProperties("ticketstream.attachments.s3")
record S3Properties(
    @Nullable String bucket,
    @Nullable URI endpoint,
    @DefaultValue("us-east-1") String region,
    @DefaultValue("false") boolean pathStyle,
    @DefaultValue("attachments/") String keyPrefix,
    @DefaultValue("5MB") DataSize partSize,
    @DefaultValue("1MB") DataSize readSize,
    @DefaultValue("1m") Duration timeout) {

  /** The protocol's own limit for all parts but the last. */
  private static final DataSize PART_SIZE_MIN = DataSize.ofMegabytes(5);

  /** Parts and reads are in memory as a whole. */
  private static final DataSize MEMORY_MAX = DataSize.ofGigabytes(1);

  S3Properties {
    if (partSize.compareTo(PART_SIZE_MIN) < 0 || partSize.compareTo(MEMORY_MAX) > 0) {
      throw new IllegalArgumentException(
          "ticketstream.attachments.s3.part-size must be 5MB to 1GB: " + partSize);
    }
    if (readSize.toBytes() < 1 || readSize.compareTo(MEMORY_MAX) > 0) {
      throw new IllegalArgumentException(
          "ticketstream.attachments.s3.read-size must be positive and at most 1GB: " + readSize);
    }
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "ticketstream.attachments.s3.timeout must be positive: " + timeout);
    }
  }
}
