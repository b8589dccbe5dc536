package dev.ticketstream.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * An OpenID Connect issuer on a free loopback port: discovery document, key set, and tokens in
 * Keycloak's shape, good ones and bad ones.
 */
public final class TestIssuer implements AutoCloseable {

  /** The audience that both services ask for by default. */
  public static final String AUDIENCE = "ticketstream";

  private final HttpServer server;
  private final String uri;
  private final RSAKey key = newKey();

  private TestIssuer(HttpServer server) {
    this.server = server;
    this.uri = "http://localhost:" + server.getAddress().getPort();
    serve(
        "/.well-known/openid-configuration",
        """
        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",\
        "token_endpoint":"%1$s/token","subject_types_supported":["public"],\
        "response_types_supported":["code"],\
        "id_token_signing_alg_values_supported":["RS256"]}\
        """
            .formatted(uri));
    serve("/jwks", new JWKSet(key.toPublicJWK()).toString());
  }

  /**
   * Starts an issuer with a new key.
   *
   * @return the running issuer
   */
  public static TestIssuer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return new TestIssuer(server);
    } catch (IOException e) {
      throw new UncheckedIOException("the test issuer does not start", e);
    }
  }

  /** The issuer URI, as tokens carry it and resource servers are configured with. */
  public String uri() {
    return uri;
  }

  /**
   * A token for a user, good for five minutes unless told otherwise.
   *
   * @param userId the user's id, the {@code sub} claim
   */
  public TestToken token(String userId) {
    return new TestToken(userId, uri, key);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }
}
