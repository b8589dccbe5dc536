package dev.ticketstream.standalone.kafka;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Asks a broker which API versions it speaks: the smallest request there is, and answered only once
 * the broker processes requests. A Kafka client would take 30 MB of the launcher for the same.
 */
final class BrokerProbe {

  private static final int TIMEOUT_MS = 1000;
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION_ID = 1;
  private static final short NO_CLIENT_ID = -1;
  private static final int HEAD_BYTES = 10;

  private BrokerProbe() {}

  static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      // In one write: a server that is no broker may close after the first bytes, and a second
      // write would then fail before its answer is read.
      socket.getOutputStream().write(request());
      DataInputStream response = new DataInputStream(socket.getInputStream());
      int size = response.readInt();
      return size > 6 && response.readInt() == CORRELATION_ID && response.readShort() == 0;
    }
  }

  /** The whole request: the length of what follows, the head and an empty body. */
  static byte[] request() {
    return ByteBuffer.allocate(Integer.BYTES + HEAD_BYTES)
        .putInt(HEAD_BYTES)
        .putShort(API_VERSIONS)
        .putShort((short) 0)
        .putInt(CORRELATION_ID)
        .putShort(NO_CLIENT_ID)
        .array();
  }
}
