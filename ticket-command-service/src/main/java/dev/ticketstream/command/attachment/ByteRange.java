package dev.ticketstream.command.attachment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a content (RFC 9110, 14).
 *
 * @param first the first byte, from 0
 * @param last the last byte
 */
record ByteRange(long first, long last) {

  /** One range: {@code bytes=0-499}, {@code bytes=500-} or {@code bytes=-500}. */
  private static final Pattern SINGLE =
      Pattern.compile("(?i)bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  long length() {
    return last - first + 1;
  }

  /**
   * Which part is wanted. A header that is malformed, of another unit or of several ranges is as
   * none: RFC 9110 lets a server ignore it.
   *
   * @param range the header {@code Range}
   * @param ifRange the header {@code If-Range}: the part is wanted only of this very content
   * @param etag the content's tag with its quotes
   * @param size the content's length
   * @return the part, or empty for the whole
   * @throws TransferRefusedException when the part lies outside the content
   */
  static Optional<ByteRange> requested(
      @Nullable String range, @Nullable String ifRange, String etag, long size) {
    if (range == null || (ifRange != null && !ifRange.strip().equals(etag))) {
      return Optional.empty();
    }
    Matcher single = SINGLE.matcher(range.strip());
    if (!single.matches() || (single.group(1).isEmpty() && single.group(2).isEmpty())) {
      return Optional.empty();
    }
    return single.group(1).isEmpty()
        ? Optional.of(suffix(Long.parseLong(single.group(2)), size))
        : from(Long.parseLong(single.group(1)), single.group(2), size);
  }

  private static ByteRange suffix(long length, long size) {
    if (length == 0) {
      throw unsatisfiable();
    }
    return new ByteRange(Math.max(0, size - length), size - 1);
  }

  private static Optional<ByteRange> from(long first, String lastText, long size) {
    long last = lastText.isEmpty() ? size - 1 : Long.parseLong(lastText);
    if (!lastText.isEmpty() && last < first) {
      return Optional.empty();
    }
    if (first >= size) {
      throw unsatisfiable();
    }
    return Optional.of(new ByteRange(first, Math.min(last, size - 1)));
  }

  private static TransferRefusedException unsatisfiable() {
    return Refusal.RANGE_NOT_SATISFIABLE.because("The range lies outside the file.");
  }
}
