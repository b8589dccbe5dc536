package dev.ticketstream.benchmarks.swarm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** What a client sends: the WebSocket handshake and masked text frames. */
final class ClientFrames {

  private static final int TEXT = 0x81;
  private static final int PONG = 0x8a;
  private static final int MASKED = 0x80;
  private static final int ONE_BYTE_MAX = 125;
  private static final int TWO_BYTES_MAX = 0xffff;

  private ClientFrames() {}

  /**
   * The HTTP request that becomes a socket.
   *
   * @param server where to
   * @param path the endpoint
   */
  static ByteBuffer handshake(InetSocketAddress server, String path) {
    return ByteBuffer.wrap(
        """
        GET %s HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGlja2V0c3RyZWFtIGJlbg==\r
        Sec-WebSocket-Protocol: graphql-transport-ws\r
        \r
        """
            .formatted(path, server.getPort())
            .getBytes(US_ASCII));
  }

  /** A text message. */
  static ByteBuffer text(String message) {
    return frame(TEXT, message.getBytes(UTF_8));
  }

  /** The answer to a ping of the WebSocket protocol. */
  static ByteBuffer pong(byte[] payload) {
    return frame(PONG, payload);
  }

  /** Masked with zeros: as the protocol asks, and without work for either side. */
  private static ByteBuffer frame(int first, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) first);
    if (payload.length <= ONE_BYTE_MAX) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length <= TWO_BYTES_MAX) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    return frame.putInt(0).put(payload).flip();
  }
}
