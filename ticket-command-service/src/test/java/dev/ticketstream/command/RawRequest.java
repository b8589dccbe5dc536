package dev.ticketstream.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request by hand, for what proper clients do not do. */
final class RawRequest implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;

  RawRequest() throws IOException {
    URI service = RunningService.get().uri("/");
    socket = new Socket(service.getHost(), service.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** Sends text as it is. */
  RawRequest send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** The head of the answer; interim answers count as well. */
  String answer() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether the server has hung up on this connection, so that sending fails. */
  boolean tryToSend(String text) throws IOException {
    try {
      send(text);
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
