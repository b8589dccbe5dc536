package dev.ticketstream.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of a GraphQL request over HTTP. */
final class GraphQlRequest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private GraphQlRequest() {}

  static byte[] of(String token, String document, Map<String, ?> variables) {
    byte[] body = JSON.writeValueAsBytes(Map.of("query", document, "variables", variables));
    byte[] head =
        """
        POST /graphql HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Accept: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(token, body.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }
}
