package dev.ticketstream.command.attachment;

import java.nio.charset.StandardCharsets;

/**
 * The {@code Content-Disposition} of a download: RFC 6266 with the name in RFC 8187's (once 5987's)
 * extended form, and an ASCII one for clients that know no better.
 */
final class AttachmentDisposition {

  /** RFC 8187, attr-char, beside letters and digits. */
  private static final String ATTR_CHARS = "!#$&+-.^_`|~";

  private AttachmentDisposition() {}

  /**
   * The header's value.
   *
   * @param safeName a name from {@link FileNames#safe}: it has no quotes, backslashes or percents
   */
  static String of(String safeName) {
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(ascii(safeName), extended(safeName));
  }

  private static String ascii(String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints().map(c -> c < 0x7F ? c : '_').forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  private static String extended(String name) {
    StringBuilder extended = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || ATTR_CHARS.indexOf(c) >= 0)) {
        extended.append(c);
      } else {
        extended.append("%%%02X".formatted((int) c));
      }
    }
    return extended.toString();
  }
}
