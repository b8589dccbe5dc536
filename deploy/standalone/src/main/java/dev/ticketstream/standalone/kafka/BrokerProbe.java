package dev.ticketstream.standalone.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker which API versions it speaks: the smallest request there is, and answered only once
 * the broker processes requests. A Kafka client would take 30 MB of the launcher for the same.
 */
final class BrokerProbe {

  private static final int TIMEOUT_MS = 1000;
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION_ID = 1;
  private static final short NO_CLIENT_ID = -1;

  private BrokerProbe() {}

  static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      DataOutputStream request = new DataOutputStream(socket.getOutputStream());
      request.writeInt(10);
      request.writeShort(API_VERSIONS);
      request.writeShort(0);
      request.writeInt(CORRELATION_ID);
      request.writeShort(NO_CLIENT_ID);
      request.flush();
      DataInputStream response = new DataInputStream(socket.getInputStream());
      int size = response.readInt();
      return size > 6 && response.readInt() == CORRELATION_ID && response.readShort() == 0;
    }
  }
}
