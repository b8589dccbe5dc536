package dev.ticketstream.command.attachment;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes any text a file name that is safe on every system: no path, nothing invisible, nothing that
 * turns the direction of writing, no name that Windows reserves, of bounded length.
 */
final class FileNames {

  /** Longest file name, in bytes of UTF-8; file systems have 255. */
  static final int BYTES_MAX = 200;

  private static final int EXTENSION_LENGTH_MAX = 16;

  private static final String NAMELESS = "attachment";

  /** Controls, formats (among them the overrides of direction), halves of characters, the rest. */
  private static final Pattern INVISIBLE = Pattern.compile("\\p{C}");

  private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\s]+");
  private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*%]");
  private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");

  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])( *\\..*)?");

  private FileNames() {}

  /**
   * The safe form of a name.
   *
   * @param name what the client calls the file
   * @return the name, at most {@link #BYTES_MAX} bytes of UTF-8, never empty
   */
  static String safe(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String visible = INVISIBLE.matcher(SPACE.matcher(last).replaceAll(" ")).replaceAll("");
    String plain =
        FORBIDDEN.matcher(Normalizer.normalize(visible, Normalizer.Form.NFC)).replaceAll("_");
    String trimmed = EDGES.matcher(plain).replaceAll("");
    String free = RESERVED.matcher(trimmed).matches() ? "_" + trimmed : trimmed;
    String bounded = bounded(free);
    return bounded.isEmpty() ? NAMELESS : bounded;
  }

  /**
   * The extension of a safe name, in lower case and without its dot.
   *
   * @return the extension, empty if there is none
   */
  static String extension(String safeName) {
    int dot = safeName.lastIndexOf('.');
    return dot < 0 ? "" : safeName.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Cuts the name in front of its extension. */
  private static String bounded(String name) {
    if (bytes(name) <= BYTES_MAX) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension =
        dot > 0 && name.length() - dot <= EXTENSION_LENGTH_MAX ? name.substring(dot) : "";
    StringBuilder cut = new StringBuilder();
    int room = BYTES_MAX - bytes(extension);
    int used = 0;
    for (int point : name.codePoints().toArray()) {
      used += bytes(Character.toString(point));
      if (used > room) {
        break;
      }
      cut.appendCodePoint(point);
    }
    return EDGES.matcher(cut).replaceAll("") + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
