package dev.ticketstream.standalone.importer;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the command service's answers. */
final class ReplyReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String origin;

  /**
   * @param origin what this run's commands carry as their origin
   */
  ReplyReader(String origin) {
    this.origin = origin;
  }

  Reply read(int status, String body) {
    return switch (status) {
      case 200 -> readBody(body);
      case 401 -> new Reply.TokenRefused();
      case 408, 425, 429 -> new Reply.Unavailable("it is busy (HTTP %d)".formatted(status), true);
      default ->
          status >= 500
              ? new Reply.Unavailable("it answers HTTP " + status, true)
              : new Reply.Unusable("it answers HTTP " + status);
    };
  }

  private Reply readBody(String body) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JacksonException e) {
      return new Reply.Unusable("it does not answer with JSON");
    }
    JsonNode faults = answer.path("errors");
    if (!faults.isEmpty()) {
      return readFault(faults.path(0));
    }
    JsonNode result = answer.path("data").path("result");
    return result.isObject() ? readResult(result) : new Reply.Done(null, 0, false);
  }

  private static Reply readFault(JsonNode fault) {
    String message = fault.path("message").asString("");
    return switch (fault.path("extensions").path("classification").asString("")) {
      case "UNAUTHORIZED" -> new Reply.TokenRefused();
      case "BAD_REQUEST", "NOT_FOUND", "FORBIDDEN" ->
          new Reply.Rejected(fault.path("extensions").path("classification").asString(""), message);
      case "ValidationError", "InvalidSyntax" ->
          new Reply.Unusable("its API is another one: " + message);
      default -> new Reply.Unavailable("it reports a fault: " + message, true);
    };
  }

  private Reply readResult(JsonNode result) {
    if (!result.path("success").asBoolean(false)) {
      JsonNode error = result.path("errors").path(0);
      String code = error.path("code").asString("");
      String message = error.path("message").asString("");
      return code.equals("RATE_LIMITED")
          ? new Reply.Unavailable("it limits the rate", true)
          : new Reply.Rejected(code, message);
    }
    JsonNode ticket = result.path("ticket");
    JsonNode event = result.path("event");
    String ticketId = ticket.isObject() ? ticket.path("id").asString("") : null;
    if (!event.isObject()) {
      return new Reply.Done(ticketId, 0, false);
    }
    if (!event.path("origin").asString("").equals(origin)) {
      return new Reply.Done(ticketId, 0, true);
    }
    int first = event.path("version").asInt(0);
    int last = ticket.path("version").asInt(first);
    return new Reply.Done(ticketId, Math.max(1, last - first + 1), false);
  }
}
