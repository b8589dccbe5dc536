package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes what the gateway sends. */
final class ServerFrames {

  private static final JsonMapper JSON = JsonMapper.shared();

  private ServerFrames() {}

  static EncodedPayload connectionAck(Map<String, Object> payload) {
    return message("connection_ack", payload);
  }

  static EncodedPayload ping(Map<String, Object> payload) {
    return message("ping", payload);
  }

  static EncodedPayload pong(Map<String, Object> payload) {
    return message("pong", payload);
  }

  /** What stands before a result; made once an operation, not once an event. */
  static byte[] nextPrefix(String id) {
    return payloadPrefix(id, "next");
  }

  /** A whole {@code error} message. */
  static EncodedPayload error(String id, EncodedPayload errors) {
    byte[] prefix = payloadPrefix(id, "error");
    byte[] message = Arrays.copyOf(prefix, prefix.length + errors.length() + 1);
    System.arraycopy(errors.json(), 0, message, prefix.length, errors.length());
    message[message.length - 1] = '}';
    return new EncodedPayload(message);
  }

  static EncodedPayload complete(String id) {
    return text("{\"id\":%s,\"type\":\"complete\"}".formatted(JSON.writeValueAsString(id)));
  }

  private static byte[] payloadPrefix(String id, String type) {
    return "{\"id\":%s,\"type\":\"%s\",\"payload\":"
        .formatted(JSON.writeValueAsString(id), type)
        .getBytes(UTF_8);
  }

  private static EncodedPayload message(String type, Map<String, Object> payload) {
    return text(
        payload.isEmpty()
            ? "{\"type\":\"%s\"}".formatted(type)
            : "{\"type\":\"%s\",\"payload\":%s}".formatted(type, JSON.writeValueAsString(payload)));
  }

  private static EncodedPayload text(String json) {
    return new EncodedPayload(json.getBytes(UTF_8));
  }
}
