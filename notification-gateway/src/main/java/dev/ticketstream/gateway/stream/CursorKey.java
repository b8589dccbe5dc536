package dev.ticketstream.gateway.stream;

import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals cursors.
 *
 * @param id names the key; different keys need different ids
 * @param secretKey 256 bits
 */
public record CursorKey(String id, SecretKey secretKey) {

  private static final int KEY_BYTES = 32;

  /**
   * Reads {@code id:base64}.
   *
   * @param text the key's id, a colon, and 32 bytes in base64
   * @throws IllegalArgumentException when it is anything else; the message does not repeat it
   */
  public static CursorKey parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("a cursor key must be given as <id>:<base64>");
    }
    String id = text.substring(0, colon);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.substring(colon + 1).strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cursor key \"%s\" is not base64".formatted(id), e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "cursor key \"%s\" has %d bytes, it must have %d".formatted(id, bytes.length, KEY_BYTES));
    }
    return new CursorKey(id, new SecretKeySpec(bytes, "AES"));
  }

  /** A random key that no other process has. */
  static CursorKey generate() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new CursorKey("generated", new SecretKeySpec(bytes, "AES"));
  }

  /** Does not show the key. */
  @Override
  public String toString() {
    return "CursorKey[id=%s]".formatted(id);
  }
}
