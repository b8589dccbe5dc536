package dev.ticketstream.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A kept-alive HTTP/1.1 connection that costs next to nothing: client and service share the cores,
 * and whatever the client spends is not the service's to have. Opens itself anew when the service
 * closed it. Not thread-safe.
 */
final class HttpConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int BODY_MAX = 16 << 20;

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  /**
   * @param port of the service on loopback
   */
  HttpConnection(int port) {
    this.port = port;
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @param request head and body
   * @return the body of a 200
   * @throws IOException when the connection fails or the status is another one
   */
  String exchange(byte[] request) throws IOException {
    boolean ok = false;
    try {
      InputStream stream = open();
      connected().getOutputStream().write(request);
      Head head = readHead(stream);
      byte[] body = head.contentLength >= 0 ? exactly(stream, head.contentLength) : chunked(stream);
      String text = new String(body, StandardCharsets.UTF_8);
      if (head.status != 200) {
        throw new IOException("HTTP %d: %s".formatted(head.status, text));
      }
      ok = !head.closes;
      return text;
    } finally {
      if (!ok) {
        close();
      }
    }
  }

  private Socket connected() {
    if (socket == null) {
      throw new IllegalStateException("not connected");
    }
    return socket;
  }

  private InputStream open() throws IOException {
    if (in == null) {
      Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
      opened.setTcpNoDelay(true);
      opened.setSoTimeout(TIMEOUT_MILLIS);
      socket = opened;
      in = new BufferedInputStream(opened.getInputStream(), 16 << 10);
    }
    return in;
  }

  private record Head(int status, int contentLength, boolean closes) {}

  private static Head readHead(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).substring(9, 12));
    int length = -1;
    boolean closes = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      } else if (header.startsWith("connection:")) {
        closes = header.contains("close");
      }
    }
    return new Head(status, length, closes);
  }

  private static byte[] chunked(InputStream in) throws IOException {
    byte[] body = new byte[0];
    while (true) {
      int size = Integer.parseInt(line(in).strip(), 16);
      if (size == 0) {
        line(in);
        return body;
      }
      byte[] chunk = exactly(in, size);
      line(in);
      if (body.length == 0) {
        body = chunk;
      } else {
        byte[] longer = java.util.Arrays.copyOf(body, body.length + size);
        System.arraycopy(chunk, 0, longer, body.length, size);
        body = longer;
      }
    }
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    if (size > BODY_MAX) {
      throw new IOException("an answer of %d bytes".formatted(size));
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer ends early");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
      in = null;
    }
  }
}
