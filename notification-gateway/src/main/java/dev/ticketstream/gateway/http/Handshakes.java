package dev.ticketstream.gateway.http;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells WebSocket handshakes from other requests. */
public final class Handshakes {

  private Handshakes() {}

  /**
   * Whether a request asks for a WebSocket.
   *
   * @param request any request
   */
  public static boolean isHandshake(ServerHttpRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
  }
}
