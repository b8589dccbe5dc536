package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What the gateway says of itself. */
final class GatewayMetrics {

  private static final String PATH = "/actuator/prometheus";

  private final URI address;

  GatewayMetrics(Server server) {
    this.address =
        URI.create(
            "http://%s:%d%s"
                .formatted(server.address().getAddress().getHostAddress(), server.port(), PATH));
  }

  /**
   * The sum of a metric's series.
   *
   * @param series the metric's name, with labels as Prometheus has them if not all are wanted
   */
  double sum(String series) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return sum(
          series,
          client
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  static double sum(String series, String text) {
    return text.lines()
        .filter(line -> line.startsWith(series + " ") || line.startsWith(series + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
