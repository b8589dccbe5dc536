package dev.ticketstream.command.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what a file is, by its content, and whether it may be stored.
 *
 * <p>The content alone must be of an allowed type; a name can only make that narrower: a CSV file
 * is plain text by its content, and the same text under the name of a script is refused.
 */
final class ContentTypes {

  /** Bytes from the beginning of a file that are looked at. */
  static final int HEAD_BYTES = 64 * 1024;

  private final Set<String> allowedTypes;
  private final Set<String> refusedExtensions;

  ContentTypes(AttachmentProperties properties) {
    this.allowedTypes = Set.copyOf(properties.allowedTypes());
    this.refusedExtensions = Set.copyOf(properties.refusedExtensions());
  }

  /**
   * A file's media type.
   *
   * @param safeName its name, from {@link FileNames#safe}
   * @param head its first {@link #HEAD_BYTES} bytes, or all if there are fewer
   * @throws TransferRefusedException if it may not be stored
   */
  String detect(String safeName, byte[] head) {
    MediaType content = byContent(head);
    requireAllowed(content);
    if (refusedExtensions.contains(FileNames.extension(safeName))) {
      throw Refusal.TYPE_NOT_ALLOWED.because(
          "Files named .%s are not accepted.".formatted(FileNames.extension(safeName)));
    }
    MediaType name = byName(safeName);
    if (name.equals(MediaType.OCTET_STREAM)) {
      return content.toString();
    }
    requireAllowed(name);
    boolean narrower =
        MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry().isSpecializationOf(name, content);
    return (narrower ? name : content).toString();
  }

  private void requireAllowed(MediaType type) {
    if (!allowedTypes.contains(type.getBaseType().toString())) {
      throw Refusal.TYPE_NOT_ALLOWED.because("Files of type %s are not accepted.".formatted(type));
    }
  }

  private static MediaType byContent(byte[] head) {
    try (TikaInputStream bytes = TikaInputStream.get(new ByteArrayInputStream(head))) {
      return MimeTypes.getDefaultMimeTypes().detect(bytes, new Metadata());
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory could not be read", e);
    }
  }

  private static MediaType byName(String safeName) {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, safeName);
    try {
      return MimeTypes.getDefaultMimeTypes().detect(null, metadata);
    } catch (IOException e) {
      throw new UncheckedIOException("a name could not be read", e);
    }
  }
}
