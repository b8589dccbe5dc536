package dev.ticketstream.gateway.revocation;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record's value: {@code {"issuedUntil": "<RFC 3339>", "revokedBy": "<user id>"}}. */
final class RevocationFormat {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ISSUED_UNTIL = "issuedUntil";
  private static final String REVOKED_BY = "revokedBy";

  private RevocationFormat() {}

  static byte[] write(Revocation revocation) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put(ISSUED_UNTIL, revocation.issuedUntil().toString());
    value.put(REVOKED_BY, revocation.revokedBy());
    return JSON.writeValueAsBytes(value);
  }

  /**
   * Reads a value; fields that it does not know are for newer gateways.
   *
   * @return the revocation, {@code null} if the value is none
   */
  static @Nullable Revocation read(String userId, byte[] value) {
    try {
      JsonNode json = JSON.readTree(value);
      return new Revocation(
          userId,
          Instant.parse(json.path(ISSUED_UNTIL).asString("")),
          json.path(REVOKED_BY).asString(""));
    } catch (JacksonException | DateTimeParseException _) {
      return null;
    }
  }
}
