package dev.ticketstream.benchmarks.broadcaster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ticketstream.benchmarks.swarm.OperationIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** All subscribers of one event loop, and the frames that they have yet to get. */
final class Subscribers {

  private static final byte[] HEAD =
      "{\"id\":\"%s\",\"type\":\"next\",\"payload\":"
          .formatted(OperationIds.SHARED)
          .getBytes(US_ASCII);
  private static final int TEXT = 0x81;
  private static final int TWO_BYTES = 126;

  /** A batch is no more than what a socket takes at once. */
  private static final int BATCH_BYTES_MAX = 128 * 1024;

  private final EventLoop loop;
  private final Map<Channel, ChannelHandlerContext> subscribers = new LinkedHashMap<>();
  private final Queue<byte[]> payloads = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();

  Subscribers(EventLoop loop) {
    this.loop = loop;
  }

  void add(Channel channel) {
    // Writes begin behind the encoder: the frames are ready.
    subscribers.put(channel, channel.pipeline().context(WebSocketFrameEncoder.class));
  }

  void remove(Channel channel) {
    subscribers.remove(channel);
  }

  /**
   * Sends a payload to everybody, together with what else arrives until the loop gets to it.
   *
   * @param payload the JSON of a {@code next} message's payload, longer than 125 bytes
   */
  void broadcast(byte[] payload) {
    payloads.add(payload);
    if (woken.compareAndSet(false, true)) {
      loop.execute(this::drain);
    }
  }

  private void drain() {
    woken.set(false);
    while (!payloads.isEmpty()) {
      ByteBuf batch = batch();
      for (ChannelHandlerContext subscriber : subscribers.values()) {
        subscriber.writeAndFlush(batch.retainedDuplicate(), subscriber.voidPromise());
      }
      batch.release();
    }
  }

  private ByteBuf batch() {
    ByteBuf batch = ByteBufAllocator.DEFAULT.directBuffer();
    for (byte[] payload = payloads.poll(); payload != null; payload = payloads.poll()) {
      batch
          .writeByte(TEXT)
          .writeByte(TWO_BYTES)
          .writeShort(HEAD.length + payload.length + 1)
          .writeBytes(HEAD)
          .writeBytes(payload)
          .writeByte('}');
      if (batch.readableBytes() > BATCH_BYTES_MAX) {
        break;
      }
    }
    return batch;
  }
}
