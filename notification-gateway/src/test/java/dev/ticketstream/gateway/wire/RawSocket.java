package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** A WebSocket client that keeps no rule of RFC 6455 unless it is told to. */
public final class RawSocket implements AutoCloseable {

  public static final int FIN = 0x80;
  public static final int RSV1 = 0x40;
  public static final int CONTINUATION = 0x0;
  public static final int TEXT = 0x1;
  public static final int BINARY = 0x2;
  public static final int CLOSE = 0x8;
  public static final int PING = 0x9;
  public static final int PONG = 0xa;

  /** A header that offers compression. */
  public static final String OFFER =
      "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\n";

  /** The connection was dropped without a close frame. */
  public static final int DROPPED = -1;

  public static final int NORMAL = 1000;

  /** The close frame had no code. */
  public static final int NO_CODE = 1005;

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int SHORT = 126;
  private static final int LONG = 127;
  public static final byte[] NORMAL_CLOSE =
      ByteBuffer.allocate(Short.BYTES).putShort((short) NORMAL).array();

  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private String handshake = "";
  private long compressedMessages;
  private long messageBytes;

  private RawSocket(int port) throws IOException {
    this(port, 0);
  }

  private RawSocket(int port, int receiveBytes) throws IOException {
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
  }

  /** A TCP connection on which nothing was said. */
  public static RawSocket silent(int port) throws IOException {
    return new RawSocket(port);
  }

  /**
   * A WebSocket.
   *
   * @param headers more headers, each ended by a line feed
   */
  public static RawSocket open(int port, String headers) throws IOException {
    return upgraded(new RawSocket(port), headers);
  }

  private static RawSocket upgraded(RawSocket opened, String headers) throws IOException {
    opened.raw(
        """
        GET /graphql HTTP/1.1
        Host: localhost
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Protocol: graphql-transport-ws
        %s
        """
            .formatted(headers)
            .replace("\n", "\r\n")
            .getBytes(US_ASCII));
    opened.handshake = opened.readHead();
    if (!opened.handshake.startsWith("HTTP/1.1 101")) {
      throw new IOException("no upgrade: " + opened.handshake);
    }
    return opened;
  }

  /** A WebSocket whose connection was acknowledged. */
  public static RawSocket connected(int port, String token) throws IOException {
    return connected(port, token, "");
  }

  /**
   * A WebSocket whose connection was acknowledged.
   *
   * @param headers more headers, each ended by a line feed
   */
  public static RawSocket connected(int port, String token, String headers) throws IOException {
    return acknowledged(open(port, headers), token);
  }

  /**
   * A WebSocket whose connection was acknowledged, for which the kernel keeps little that was not
   * read.
   *
   * @param receiveBytes about how much
   */
  public static RawSocket narrow(int port, String token, int receiveBytes) throws IOException {
    return acknowledged(upgraded(new RawSocket(port, receiveBytes), ""), token);
  }

  private static RawSocket acknowledged(RawSocket opened, String token) throws IOException {
    opened.text(
        "{\"type\":\"connection_init\",\"payload\":{\"authToken\":\"%s\"}}".formatted(token));
    opened.awaitText("connection_ack");
    return opened;
  }

  /** Sends a whole message as a client should. */
  public RawSocket text(String message) throws IOException {
    return frame(FIN | TEXT, message.getBytes(UTF_8));
  }

  /** Sends a whole message, compressed, as a client should that has agreed on it. */
  public RawSocket compressedText(String message) throws IOException {
    return frame(FIN | RSV1 | TEXT, Deflate.deflated(message.getBytes(UTF_8)));
  }

  /** Sends a masked frame. */
  public RawSocket frame(int head, byte[] payload) throws IOException {
    return raw(frameBytes(head, payload, true));
  }

  /** Sends bytes as they are. */
  public RawSocket raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** A frame's bytes. */
  public static byte[] frameBytes(int head, byte[] payload, boolean masked) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    int mask = masked ? FIN : 0;
    frame.write(head);
    if (payload.length < SHORT) {
      frame.write(mask | payload.length);
    } else if (payload.length < 1 << Short.SIZE) {
      frame.write(mask | SHORT);
      frame.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) payload.length).array());
    } else {
      frame.write(mask | LONG);
      frame.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
    }
    if (masked) {
      frame.writeBytes(MASK);
    }
    for (int i = 0; i < payload.length; i++) {
      frame.write(masked ? payload[i] ^ MASK[i % MASK.length] : payload[i]);
    }
    return frame.toByteArray();
  }

  /** Sends no more, but goes on reading: half of the connection is open. */
  public RawSocket endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Breaks the connection off, so that the other side gets a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Skips messages up to one that contains this. */
  public String awaitText(String part) throws IOException {
    while (true) {
      Frame frame = read();
      if (frame.opcode() == TEXT) {
        String text = text(frame);
        if (text.contains(part)) {
          return text;
        }
      }
      if (frame.opcode() == CLOSE) {
        throw new IOException("closed with " + frame.closeCode());
      }
    }
  }

  private String text(Frame frame) {
    messageBytes += frame.payload().length;
    if (!frame.compressed()) {
      return new String(frame.payload(), UTF_8);
    }
    compressedMessages++;
    return new String(Deflate.inflated(frame.payload()), UTF_8);
  }

  /** The answer to the handshake. */
  public String handshake() {
    return handshake;
  }

  /** How many of the messages that {@link #awaitText} saw were compressed. */
  public long compressedMessages() {
    return compressedMessages;
  }

  /** How many bytes these messages had as they came. */
  public long messageBytes() {
    return messageBytes;
  }

  /** Skips bytes up to the end of this text. */
  public void awaitBytes(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      read.append((char) in.readUnsignedByte());
    }
  }

  /** The status of the HTTP response that comes next. */
  public int awaitStatus() throws IOException {
    String line = readHead().lines().findFirst().orElseThrow();
    return Integer.parseInt(line.split(" ", -1)[1]);
  }

  /** The code of the close frame, skipping all else, or {@link #DROPPED}. */
  public int awaitClose() throws IOException {
    try {
      while (true) {
        Frame frame = read();
        if (frame.opcode() == CLOSE) {
          return frame.closeCode();
        }
      }
    } catch (EOFException | SocketException _) {
      return DROPPED;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("not closed in time", e);
    }
  }

  /** Whether the other side ends the connection, whatever it says before. */
  public void awaitEnd() throws IOException {
    try {
      while (in.read() >= 0) {
        // goes on
      }
    } catch (SocketException _) {
      // a reset is an end too
    }
  }

  private record Frame(int opcode, boolean compressed, byte[] payload) {
    int closeCode() {
      return payload.length < Short.BYTES ? NO_CODE : ByteBuffer.wrap(payload).getShort();
    }
  }

  private Frame read() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    int size =
        switch (length) {
          case SHORT -> in.readUnsignedShort();
          case LONG -> Math.toIntExact(in.readLong());
          default -> length;
        };
    return new Frame(first & 0x0f, (first & RSV1) != 0, in.readNBytes(size));
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
