package dev.ticketstream.gateway.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cursors are sealed ({@code ticketstream.cursor}).
 *
 * @param keys keys as {@code id:base64} of 32 bytes, the same on all instances: the first seals,
 *     all open; to rotate, put the new one in front and keep the old one for as long as clients may
 *     come back
 * @param generateKey whether to make up a key when none is configured; its cursors are worth
 *     nothing after a restart and on other instances
 */
@ConfigurationProperties("ticketstream.cursor")
record CursorProperties(
    @DefaultValue List<String> keys, @DefaultValue("false") boolean generateKey) {

  CursorProperties {
    keys = List.copyOf(keys);
    if (keys.isEmpty() && !generateKey) {
      throw new IllegalArgumentException(
          "ticketstream.cursor.keys is empty: configure a key as <id>:<base64 of 32 bytes>, the"
              + " same on all instances, or set ticketstream.cursor.generate-key=true where cursors"
              + " need not outlive the process");
    }
    Set<String> ids = new HashSet<>();
    for (String key : keys) {
      String id = CursorKey.parse(key).id();
      if (!ids.add(id)) {
        throw new IllegalArgumentException(
            "ticketstream.cursor.keys has two keys with the id \"%s\"".formatted(id));
      }
    }
  }

  /** The keys to use; generated on each call when none is configured. */
  List<CursorKey> cursorKeys() {
    return keys.isEmpty()
        ? List.of(CursorKey.generate())
        : keys.stream().map(CursorKey::parse).toList();
  }

  /** Does not show the keys. */
  @Override
  public String toString() {
    return "CursorProperties[keys=%d, generateKey=%s]".formatted(keys.size(), generateKey);
  }
}
