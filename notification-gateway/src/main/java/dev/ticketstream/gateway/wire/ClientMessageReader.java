package dev.ticketstream.gateway.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what clients send, strictly: what is not in the protocol is refused. */
final class ClientMessageReader {

  private static final int NESTING_DEPTH_MAX = 50;
  private static final int ID_LENGTH_MAX = 128;

  /** Nearly all that idle clients send. */
  private static final String USUAL_PONG = "{\"type\":\"pong\"}";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING_DEPTH_MAX).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ClientMessageReader() {}

  /**
   * Reads one message.
   *
   * @param text the frame's text
   * @throws InvalidMessageException saying what is wrong, fit for a close frame
   */
  static ClientMessage read(String text) throws InvalidMessageException {
    if (text.equals(USUAL_PONG)) {
      return new ClientMessage.Pong();
    }
    Map<String, @Nullable Object> message = parse(text, "Message");
    if (!(message.get("type") instanceof String type)) {
      throw new InvalidMessageException("Message is missing the 'type' property");
    }
    return switch (type) {
      case "connection_init" ->
          new ClientMessage.ConnectionInit(nonNullValues(object(message, "payload")));
      case "ping" -> new ClientMessage.Ping(nonNullValues(object(message, "payload")));
      case "pong" -> {
        object(message, "payload");
        yield new ClientMessage.Pong();
      }
      case "subscribe" ->
          new ClientMessage.Subscribe(
              id(message), operation(object(message, "payload"), "'subscribe' payload"));
      case "complete" -> new ClientMessage.Complete(id(message));
      default -> throw new InvalidMessageException("Invalid message 'type' property");
    };
  }

  /** Reads an operation that comes alone. */
  static OperationRequest readOperation(String text) throws InvalidMessageException {
    return operation(parse(text, "The request"), "The request");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> parse(String text, String what)
      throws InvalidMessageException {
    try {
      if (JSON.readValue(text, Object.class) instanceof Map<?, ?> message) {
        return (Map<String, @Nullable Object>) message;
      }
    } catch (JacksonException _) {
      throw new InvalidMessageException(what + " is not valid JSON");
    }
    throw new InvalidMessageException(what + " is not a JSON object");
  }

  private static OperationRequest operation(Map<String, @Nullable Object> payload, String what)
      throws InvalidMessageException {
    if (!(payload.get("query") instanceof String query)) {
      throw new InvalidMessageException(what + " is missing the 'query' string");
    }
    Object operationName = payload.get("operationName");
    if (operationName != null && !(operationName instanceof String)) {
      throw new InvalidMessageException("'operationName' must be a string");
    }
    return new OperationRequest(
        query, (String) operationName, object(payload, "variables"), object(payload, "extensions"));
  }

  private static String id(Map<String, @Nullable Object> message) throws InvalidMessageException {
    if (!(message.get("id") instanceof String id) || id.isEmpty()) {
      throw new InvalidMessageException("Message is missing the 'id' property");
    }
    if (id.length() > ID_LENGTH_MAX) {
      throw new InvalidMessageException("Message 'id' is longer than 128 characters");
    }
    if (!isEncodable(id)) {
      throw new InvalidMessageException("Message 'id' has half a character");
    }
    return id;
  }

  /** Half of a surrogate pair would come back as something else, or not at all. */
  private static boolean isEncodable(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> object(
      Map<String, @Nullable Object> parent, String name) throws InvalidMessageException {
    Object value = parent.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new InvalidMessageException("'%s' must be an object".formatted(name));
  }

  private static Map<String, Object> nonNullValues(Map<String, @Nullable Object> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (value != null) {
            values.put(name, value);
          }
        });
    return values;
  }
}
