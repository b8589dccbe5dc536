package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.issuer.DemoUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends one request to the command service and reads the answer. */
final class CommandClient implements Transport, AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI endpoint;
  private final TokenCache tokens;
  private final ReplyReader replies;

  CommandClient(URI endpoint, TokenCache tokens, ReplyReader replies) {
    this.endpoint = endpoint;
    this.tokens = tokens;
    this.replies = replies;
  }

  @Override
  public Reply send(DemoUser actor, String body) throws InterruptedException {
    String token = tokens.tokenOf(actor);
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(REQUEST_TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      Reply reply = replies.read(response.statusCode(), response.body());
      if (reply instanceof Reply.TokenRefused) {
        tokens.refused(actor, token);
      }
      return reply;
    } catch (IOException e) {
      return new Reply.Unavailable(
          "it does not answer (%s)".formatted(e.getClass().getSimpleName()), false);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
