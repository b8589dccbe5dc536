package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.supervision.Part;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * A service's readiness probe.
 *
 * @param port the service's port
 */
record HttpReadiness(int port) implements Part.Readiness {

  private static final int TIMEOUT_MS = 2000;

  @Override
  public boolean isReady() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port))
                .toURL()
                .openConnection();
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }
}
