package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes what the gateway sends. */
final class ServerFrames {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] END = {'}'};

  private ServerFrames() {}

  static ByteBuf connectionAck(Map<String, Object> payload) {
    return message("connection_ack", payload);
  }

  static ByteBuf ping(Map<String, Object> payload) {
    return message("ping", payload);
  }

  static ByteBuf pong(Map<String, Object> payload) {
    return message("pong", payload);
  }

  /** What stands before a payload; made once an operation, not once an event. */
  static byte[] payloadPrefix(String id, String type) {
    return "{\"id\":%s,\"type\":\"%s\",\"payload\":"
        .formatted(JSON.writeValueAsString(id), type)
        .getBytes(UTF_8);
  }

  /** Wraps the shared payload instead of copying it. */
  static ByteBuf withPayload(byte[] prefix, EncodedPayload payload) {
    return Unpooled.wrappedBuffer(prefix, payload.json(), END);
  }

  static ByteBuf complete(String id) {
    return text("{\"id\":%s,\"type\":\"complete\"}".formatted(JSON.writeValueAsString(id)));
  }

  private static ByteBuf message(String type, Map<String, Object> payload) {
    return text(
        payload.isEmpty()
            ? "{\"type\":\"%s\"}".formatted(type)
            : "{\"type\":\"%s\",\"payload\":%s}".formatted(type, JSON.writeValueAsString(payload)));
  }

  private static ByteBuf text(String json) {
    return Unpooled.wrappedBuffer(json.getBytes(UTF_8));
  }
}
