package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Makes messages and documents that nobody should send; the same seed gives the same. */
public final class HostileInput {

  private static final List<String> MESSAGES =
      List.of(
          "{\"type\":\"ping\"}",
          "{\"type\":\"pong\",\"payload\":{}}",
          "{\"type\":\"ping\",\"payload\":{\"authToken\":\"x\"}}",
          "{\"type\":\"connection_init\",\"payload\":{\"authToken\":\"x\"}}",
          "{\"id\":\"1\",\"type\":\"complete\"}",
          "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ me { id } }\"}}",
          "{\"id\":\"\\ud83d\\ude00\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription"
              + " S($f: SupportTicketSubscriptionFilter) { supportTicketEvents(filter: $f) {"
              + " eventId } }\",\"operationName\":\"S\",\"variables\":{\"f\":{\"statuses\":"
              + "[\"OPEN\"],\"ticketIds\":null}},\"extensions\":{\"a\":[1,2.5e3,null]}}}");

  private static final List<String> DOCUMENTS =
      List.of(
          "{ me { id firstName roles teams } }",
          "query Q { a: me { ...U } b: me { __typename } } fragment U on Viewer { id }",
          "subscription { supportTicketEvents { eventId eventType cursor match } }",
          "subscription S($f: SupportTicketSubscriptionFilter, $after: String) {"
              + " supportTicketEvents(filter: $f, after: $after) { eventId ticket { id status"
              + " assignedTo { id } } changes { field oldValue newValue } } }",
          "subscription { ticketUpdated(ticketId: \"019a0000-0000-7000-8000-000000000000\") {"
              + " version ... on SupportTicketEvent @include(if: true) { eventId } } }",
          "subscription { supportTicketEvents(filter: {statuses: [\"OPEN\", \"in-progress\"],"
              + " priorities: [\"HIGH\"], eventTypes: [COMMENTED], watchedOnly: true}) { eventId"
              + " } }",
          "{ __schema { types { name fields { name type { name ofType { name } } } } } }");

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          ":",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "$",
          "@",
          "...",
          "null",
          "true",
          "-",
          "1e999999",
          "99999999999999999999",
          "0x",
          "#",
          "\"\"\"",
          "\u0000",
          "\ufeff",
          "\ud83d\ude00",
          "__proto__",
          "fragment F on F { ...F }",
          "...F",
          "@include(if: $x)",
          "@skip",
          "subscription",
          "id",
          "query",
          "type",
          "\n",
          "e");

  private static final List<String> OPENERS =
      List.of("{", "[", "{\"a\":", "[[", "{ me ", "{ ... ", "(", "\"", "query($v: [", "@skip(if: ");

  private static final int MUTATIONS_MAX = 6;
  private static final int NOISE_MAX = 400;
  private static final int REPEATS_MAX = 12_000;

  private final Random random;

  /**
   * @param seed decides everything
   */
  public HostileInput(long seed) {
    this.random = new Random(seed);
  }

  /** A message of the protocol with something wrong, or seldom by chance nothing. */
  public byte[] message() {
    return switch (random.nextInt(4)) {
      case 0 -> noise();
      case 1 -> nested().getBytes(UTF_8);
      default -> mutated(any(MESSAGES).getBytes(UTF_8));
    };
  }

  /** A document with something wrong, as a message that is right. */
  public String subscribe() {
    String document =
        random.nextInt(4) == 0
            ? nested()
            : new String(mutated(any(DOCUMENTS).getBytes(UTF_8)), UTF_8);
    return subscribe(document);
  }

  /** A request over HTTP with something wrong in its document. */
  public byte[] request() {
    String message = subscribe();
    return message.substring(message.indexOf("{\"query\":"), message.length() - 1).getBytes(UTF_8);
  }

  /** A message that requests this. */
  public static String subscribe(String document) {
    return "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":%s}}"
        .formatted(JsonMapper.shared().writeValueAsString(document));
  }

  /** Any bytes. */
  public byte[] noise() {
    byte[] bytes = new byte[random.nextInt(NOISE_MAX)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String nested() {
    return any(OPENERS).repeat(1 + random.nextInt(REPEATS_MAX) / (1 + random.nextInt(50)));
  }

  private byte[] mutated(byte[] original) {
    byte[] bytes = original;
    for (int i = 1 + random.nextInt(MUTATIONS_MAX); i > 0; i--) {
      bytes = mutatedOnce(bytes);
    }
    return bytes;
  }

  private byte[] mutatedOnce(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(20));
    ByteArrayOutputStream mutated = new ByteArrayOutputStream();
    mutated.write(bytes, 0, from);
    switch (random.nextInt(5)) {
      case 0 -> mutated.write(random.nextInt());
      case 1 -> mutated.writeBytes(any(TOKENS).getBytes(UTF_8));
      case 2 -> mutated.writeBytes(bytes); // a copy of all of it
      case 3 -> {
        int copies = random.nextInt(50);
        for (int i = 0; i < copies; i++) {
          mutated.write(bytes, from, to - from);
        }
      }
      default -> {
        return mutated.toByteArray(); // cut off
      }
    }
    int rest = random.nextBoolean() ? from : to;
    mutated.write(bytes, rest, bytes.length - rest);
    return mutated.toByteArray();
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
