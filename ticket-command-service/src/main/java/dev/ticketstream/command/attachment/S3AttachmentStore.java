package dev.ticketstream.command.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * Keeps contents as objects in a bucket. A content that is larger than a part goes there in parts,
 * and comes back in reads of a bounded size: a client that stands still holds no connection.
 */
final class S3AttachmentStore implements AttachmentStore {

  private static final Logger log = LoggerFactory.getLogger(S3AttachmentStore.class);
  private static final String CONTENT_TYPE = "application/octet-stream";

  private final Supplier<S3Client> client;
  private final String bucket;
  private final String keyPrefix;
  private final int partSize;
  private final int readSize;

  /**
   * @param client gives the client, which is made when it is first needed
   * @param bucket the bucket
   * @param properties the rest
   */
  S3AttachmentStore(Supplier<S3Client> client, String bucket, S3Properties properties) {
    this.client = client;
    this.bucket = bucket;
    this.keyPrefix = properties.keyPrefix();
    this.partSize = Math.toIntExact(properties.partSize().toBytes());
    this.readSize = Math.toIntExact(properties.readSize().toBytes());
  }

  @Override
  public void put(UUID id, InputStream content) throws IOException {
    byte[] part = new byte[partSize];
    int length = content.readNBytes(part, 0, partSize);
    if (length == partSize) {
      putInParts(key(id), part, content);
    } else {
      client
          .get()
          .putObject(
              request -> request.bucket(bucket).key(key(id)).contentType(CONTENT_TYPE),
              body(part, length));
    }
  }

  /**
   * @param part the first part, and room for those that follow
   * @param content what comes after it
   */
  private void putInParts(String key, byte[] part, InputStream content) throws IOException {
    String uploadId =
        client
            .get()
            .createMultipartUpload(
                request -> request.bucket(bucket).key(key).contentType(CONTENT_TYPE))
            .uploadId();
    boolean stored = false;
    try {
      List<CompletedPart> parts = new ArrayList<>();
      int length = partSize;
      while (length > 0) {
        parts.add(putPart(key, uploadId, parts.size() + 1, body(part, length)));
        length = content.readNBytes(part, 0, partSize);
      }
      client
          .get()
          .completeMultipartUpload(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .uploadId(uploadId)
                      .multipartUpload(all -> all.parts(parts)));
      stored = true;
    } finally {
      if (!stored) {
        abandon(key, uploadId);
      }
    }
  }

  private CompletedPart putPart(String key, String uploadId, int number, RequestBody body) {
    String etag =
        client
            .get()
            .uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                body)
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /** Not copied, and read again for each attempt. */
  private static RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, CONTENT_TYPE);
  }

  /** What fails here is done by {@link #delete} later. */
  private void abandon(String key, String uploadId) {
    try {
      abort(key, uploadId);
    } catch (SdkException e) {
      log.warn("the parts of {} are removed later", key, e);
    }
  }

  private void abort(String key, String uploadId) {
    try {
      client
          .get()
          .abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(uploadId));
    } catch (NoSuchUploadException e) {
      log.debug("the parts of {} were gone already", key, e);
    }
  }

  @Override
  public InputStream open(UUID id, long offset, long length) {
    long end = offset + length;
    return new ChunkedStream(position -> read(id, position, end), offset, length);
  }

  private byte[] read(UUID id, long first, long end) {
    long last = Math.min(end, first + readSize) - 1;
    try {
      return client
          .get()
          .getObjectAsBytes(
              request ->
                  request.bucket(bucket).key(key(id)).range("bytes=%d-%d".formatted(first, last)))
          .asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      log.debug("there is no object {}", key(id), e);
      return new byte[0];
    }
  }

  @Override
  public void delete(UUID id) {
    String key = key(id);
    client.get().deleteObject(request -> request.bucket(bucket).key(key));
    List<MultipartUpload> begun =
        client.get().listMultipartUploads(request -> request.bucket(bucket).prefix(key)).uploads();
    for (MultipartUpload upload : begun) {
      abort(key, upload.uploadId());
    }
  }

  private String key(UUID id) {
    return keyPrefix + id;
  }
}
