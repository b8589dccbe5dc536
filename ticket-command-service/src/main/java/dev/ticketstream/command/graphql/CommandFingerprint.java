package dev.ticketstream.command.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a mutation's input asks for, as a hash. A retry has the same; a client that uses one {@code
 * commandId} twice, for different things, does not, and is told so.
 */
final class CommandFingerprint {

  /**
   * Which ticket, or how the command is sent: what a retry may say otherwise, or is compared alone.
   */
  private static final Set<String> NOT_PART =
      Set.of(
          "ticketId",
          "tickets",
          "commandId",
          "expectedVersion",
          "onConflict",
          "origin",
          "metadata");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private CommandFingerprint() {}

  /**
   * @param input the input object's fields as GraphQL has read them
   */
  static String of(Map<String, Object> input) {
    Map<String, Object> asked = new TreeMap<>(input);
    asked.keySet().removeAll(NOT_PART);
    try {
      byte[] json = JSON.writeValueAsString(asked).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
