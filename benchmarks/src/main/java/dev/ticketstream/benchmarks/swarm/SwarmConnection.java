package dev.ticketstream.benchmarks.swarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One subscriber: signs in, subscribes, answers pings. Used by the swarm's thread alone. */
final class SwarmConnection implements MessageReader.Sink {

  private static final byte[] NOTHING = {};

  /** Connections come from this many addresses, so that none runs out of ports. */
  private static final int SOURCE_ADDRESSES = 200;

  private enum Stage {
    CONNECTING,
    UPGRADING,
    SIGNING_IN,
    SUBSCRIBING,
    LIVE,
    CLOSED
  }

  private final Swarm swarm;
  private final int number;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final long owner;
  private Stage stage = Stage.CONNECTING;
  private byte[] rest = NOTHING;
  private @Nullable ByteBuffer unsent;
  private long receivedNanos;

  private SwarmConnection(Swarm swarm, int number, SocketChannel channel, Selector selector)
      throws IOException {
    this.swarm = swarm;
    this.number = number;
    this.channel = channel;
    this.owner = OperationIds.owner(OperationIds.of(number, 0));
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
  }

  /**
   * Begins to connect.
   *
   * @param swarm whose it is
   * @param number the connection's number
   * @param receiveBufferBytes the kernel's buffer, 0 for the usual one
   */
  static SwarmConnection open(Swarm swarm, int number, Selector selector, int receiveBufferBytes)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    // Closing resets: a port that waits for the other side's last word is a port less.
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (receiveBufferBytes > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
    }
    byte[] source = {127, 0, 1, (byte) (1 + number % SOURCE_ADDRESSES)};
    channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
    SwarmConnection connection = new SwarmConnection(swarm, number, channel, selector);
    if (channel.connect(swarm.server())) {
      connection.connected();
    }
    return connection;
  }

  /** Something can be done. */
  void ready(ByteBuffer buffer) {
    try {
      if (stage == Stage.CONNECTING) {
        if (channel.finishConnect()) {
          connected();
        }
        return;
      }
      if (key.isWritable()) {
        flush();
      }
      if (key.isReadable()) {
        read(buffer);
      }
    } catch (IOException | IllegalStateException e) {
      fail(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void connected() throws IOException {
    stage = Stage.UPGRADING;
    key.interestOps(SelectionKey.OP_READ);
    send(ClientFrames.handshake(swarm.server(), swarm.path()));
  }

  private void read(ByteBuffer buffer) throws IOException {
    buffer.clear().put(rest);
    int count = channel.read(buffer);
    if (count < 0) {
      throw new IOException("the server ended the connection");
    }
    if (count == 0) {
      return;
    }
    receivedNanos = System.nanoTime();
    int limit = buffer.position();
    int taken = stage == Stage.UPGRADING ? upgrade(buffer, limit) : 0;
    if (stage != Stage.UPGRADING && taken == 0) {
      taken = swarm.reader().read(buffer, limit, this);
    }
    keep(buffer, taken, limit);
  }

  private void keep(ByteBuffer buffer, int from, int limit) {
    if (from == limit) {
      rest = NOTHING;
    } else {
      rest = new byte[limit - from];
      buffer.get(from, rest);
    }
  }

  /** Nothing follows the answer before {@code connection_init}. */
  private int upgrade(ByteBuffer buffer, int limit) throws IOException {
    byte[] bytes = new byte[limit];
    buffer.get(0, bytes);
    String answer = new String(bytes, ISO_8859_1);
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    if (!answer.startsWith("HTTP/1.1 101")) {
      throw new IOException("no socket: " + answer.lines().findFirst().orElse(""));
    }
    stage = Stage.SIGNING_IN;
    send(
        ClientFrames.text(
            "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer %s\"}}"
                .formatted(swarm.audience().token(number))));
    return limit;
  }

  @Override
  public void next(long toWhom, int operation, long event) {
    if (toWhom != owner && toWhom != OperationIds.SHARED_OWNER) {
      throw new IllegalStateException("an event of another client's operation");
    }
    int subscription = number * swarm.audience().subscriptionsEach() + operation;
    swarm.received(subscription, event, receivedNanos);
  }

  @Override
  public void control(String message) {
    try {
      if (message.contains("\"connection_ack\"")) {
        subscribe();
      } else if (message.contains("\"ping\"")) {
        send(ClientFrames.text("{\"type\":\"pong\"}"));
      } else if (message.contains("\"pong\"")) {
        if (stage == Stage.SUBSCRIBING) {
          stage = Stage.LIVE;
          swarm.subscribed();
        }
      } else {
        throw new IllegalStateException("the server said " + message);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.toString(), e);
    }
  }

  /** The pong to the ping behind them says that the server has taken all subscriptions. */
  private void subscribe() throws IOException {
    stage = Stage.SUBSCRIBING;
    Audience audience = swarm.audience();
    for (int i = 0; i < audience.subscriptionsEach(); i++) {
      send(
          ClientFrames.text(
              "{\"id\":\"%s\",\"type\":\"subscribe\",\"payload\":%s}"
                  .formatted(
                      OperationIds.of(number, i),
                      audience.subscribePayload(number * audience.subscriptionsEach() + i))));
    }
    send(ClientFrames.text("{\"type\":\"ping\"}"));
  }

  @Override
  public void ping(byte[] payload) {
    try {
      send(ClientFrames.pong(payload));
    } catch (IOException e) {
      throw new IllegalStateException(e.toString(), e);
    }
  }

  @Override
  public void close(int code, String reason) {
    throw new IllegalStateException("closed with %d %s".formatted(code, reason));
  }

  /** Stops reading, or goes on with it. */
  void stall(boolean stalled) {
    if (key.isValid()) {
      key.interestOps(stalled ? 0 : SelectionKey.OP_READ);
    }
  }

  /** Its own port. */
  int port() throws IOException {
    return channel.getLocalAddress() instanceof InetSocketAddress own ? own.getPort() : 0;
  }

  /** Ends the connection without a word. */
  void end() {
    stage = Stage.CLOSED;
    try {
      channel.close();
    } catch (IOException _) {
      // It is gone all the same.
    }
  }

  private void fail(String reason) {
    Stage was = stage;
    end();
    swarm.lost(number, was == Stage.LIVE, reason);
  }

  private void send(ByteBuffer bytes) throws IOException {
    ByteBuffer before = unsent;
    if (before != null) {
      unsent =
          ByteBuffer.allocate(before.remaining() + bytes.remaining()).put(before).put(bytes).flip();
      return;
    }
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      unsent = bytes;
      key.interestOpsOr(SelectionKey.OP_WRITE);
    }
  }

  private void flush() throws IOException {
    ByteBuffer bytes = unsent;
    if (bytes != null) {
      channel.write(bytes);
      if (bytes.hasRemaining()) {
        return;
      }
      unsent = null;
    }
    key.interestOpsAnd(~SelectionKey.OP_WRITE);
  }
}
