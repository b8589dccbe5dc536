package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** Writes what the gateway sends. */
final class ServerFrames {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final EncodedPayload PING = text("{\"type\":\"ping\"}");
  private static final EncodedPayload PONG = text("{\"type\":\"pong\"}");

  private ServerFrames() {}

  /** Says that a connection is somebody's, and until when. */
  static EncodedPayload connectionAck(Grant grant) {
    return withExpiry("connection_ack", grant);
  }

  static EncodedPayload ping() {
    return PING;
  }

  /** Asks for a fresh token by saying when the one there is expires. */
  static EncodedPayload expiryWarning(Grant grant) {
    return withExpiry("ping", grant);
  }

  static EncodedPayload pong() {
    return PONG;
  }

  /** Answers a ping that brought a fresh token. */
  static EncodedPayload renewed(Grant grant) {
    return withExpiry("pong", grant);
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

  private static EncodedPayload withExpiry(String type, Grant grant) {
    return text(
        "{\"type\":\"%s\",\"payload\":{\"tokenExpiresAt\":\"%s\"}}"
            .formatted(type, grant.expiresAt()));
  }

  private static EncodedPayload text(String json) {
    return new EncodedPayload(json.getBytes(UTF_8));
  }
}
