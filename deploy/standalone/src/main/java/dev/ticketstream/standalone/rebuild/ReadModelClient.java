package dev.ticketstream.standalone.rebuild;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the command service for a rebuild, and how far it is. */
final class ReadModelClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final Supplier<String> token;

  /**
   * @param endpoint the command service's {@code /actuator/readmodel}
   * @param token makes an admin's token
   */
  ReadModelClient(URI endpoint, Supplier<String> token) {
    this.endpoint = endpoint;
    this.token = token;
  }

  /**
   * Begins a rebuild.
   *
   * @throws StandaloneException when one is under way, or this is no command service
   * @throws IOException when nothing answers
   */
  void begin() throws IOException, InterruptedException {
    HttpResponse<String> response = send("POST");
    switch (response.statusCode()) {
      case 202 -> {}
      case 409 ->
          throw new StandaloneException(
              "a rebuild is under way already; --status tells how far it is");
      default -> throw unexpected(response);
    }
  }

  /**
   * How far the newest rebuild is.
   *
   * @throws StandaloneException when this is no command service
   * @throws IOException when nothing answers, or the service is not ready
   */
  JsonNode progress() throws IOException, InterruptedException {
    HttpResponse<String> response = send("GET");
    if (response.statusCode() >= 500) {
      throw new IOException("HTTP " + response.statusCode());
    }
    if (response.statusCode() != 200) {
      throw unexpected(response);
    }
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> send(String method) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token.get())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private StandaloneException unexpected(HttpResponse<String> response) {
    return new StandaloneException(
        "%s answers HTTP %d: is it the command service of this platform?"
            .formatted(endpoint, response.statusCode()));
  }

  @Override
  public void close() {
    http.close();
  }
}
