package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;

/**
 * A place in a list, as text that clients hand back and do not look into. It holds only what its
 * viewer saw, so it needs no seal.
 */
final class Cursor {

  private static final String SEPARATOR = "\n";

  /** Room for the longest: a user's sort name and id, in characters of three bytes. */
  private static final int LENGTH_MAX = 4_000;

  private Cursor() {}

  /**
   * @param kind which list it belongs to, and in which order
   * @param parts the place; without line feeds
   */
  static String encode(String kind, String... parts) {
    String text = kind + SEPARATOR + String.join(SEPARATOR, parts);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /**
   * @param kind which list it must belong to, and in which order
   * @param parts how many parts it must have
   * @throws dev.ticketstream.command.ticket.CommandRejectedException when it is not such a cursor
   */
  static List<String> decode(String cursor, String kind, int parts) {
    if (cursor.length() <= LENGTH_MAX) {
      try {
        String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        List<String> all = List.of(text.split(SEPARATOR, -1));
        if (all.size() == parts + 1 && all.getFirst().equals(kind) && !text.contains("\0")) {
          return all.subList(1, all.size());
        }
      } catch (IllegalArgumentException e) {
        throw malformed();
      }
    }
    throw malformed();
  }

  static RuntimeException malformed() {
    return invalid("This is not a cursor of this list.", "after");
  }
}
