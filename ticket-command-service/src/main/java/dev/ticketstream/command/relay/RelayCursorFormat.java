package dev.ticketstream.command.relay;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cursors as the cursor topic keeps them: lines {@code name=value} in UTF-8, for people with a
 * console consumer too. Unknown names are ignored; another format number is refused.
 */
final class RelayCursorFormat {

  private static final String FORMAT = "1";

  private RelayCursorFormat() {}

  static byte[] encode(RelayCursor cursor) {
    Map<String, @Nullable Object> lines = new LinkedHashMap<>();
    lines.put("format", FORMAT);
    lines.put("system", cursor.database().system());
    lines.put("timeline", cursor.database().timeline());
    lines.put("previous", cursor.previous());
    lines.put("target", cursor.target());
    lines.put("lastSeq", cursor.lastSeq());
    lines.put("lastEventId", cursor.lastEventId());
    lines.put("rewind", cursor.rewind());
    return lines.entrySet().stream()
        .filter(line -> line.getValue() != null)
        .map(line -> line.getKey() + "=" + line.getValue())
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a cursor.
   *
   * @throws RelayRefusedException if the bytes are no cursor, or one of a newer version
   */
  static RelayCursor decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Map<String, String> lines =
        text.lines()
            .map(line -> line.split("=", 2))
            .filter(line -> line.length == 2)
            .collect(Collectors.toMap(line -> line[0], line -> line[1], (first, second) -> second));
    if (!FORMAT.equals(lines.get("format"))) {
      throw unreadable(
          text, "its format is %s, known is %s".formatted(lines.get("format"), FORMAT));
    }
    try {
      String eventId = lines.get("lastEventId");
      return new RelayCursor(
          new DatabaseIdentity(
              required(lines, "system"), Long.parseLong(required(lines, "timeline"))),
          required(lines, "previous"),
          lines.get("target"),
          Long.parseLong(required(lines, "lastSeq")),
          eventId == null ? null : UUID.fromString(eventId),
          lines.get("rewind"));
    } catch (IllegalArgumentException e) {
      throw unreadable(text, String.valueOf(e.getMessage()));
    }
  }

  private static String required(Map<String, String> lines, String name) {
    String value = lines.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static RelayRefusedException unreadable(String text, String why) {
    return new RelayRefusedException(
        "the cursor in Kafka is not readable (%s): %s"
            .formatted(why, text.lines().collect(Collectors.joining("; "))));
  }
}
