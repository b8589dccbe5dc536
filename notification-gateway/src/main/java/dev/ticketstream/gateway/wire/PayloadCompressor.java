package dev.ticketstream.gateway.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;

/**
 * Compresses results for connections that agreed on {@code permessage-deflate} (RFC 7692). What it
 * makes depends on the payload alone, so all these connections can share it.
 */
public final class PayloadCompressor {

  /** Instead of blocks, when the payload is better sent as it is. */
  private static final byte[] NOT_COMPRESSED = {};

  /** What ends a message behind its payload; compressed with it, since it is always the same. */
  private static final byte[] BRACE = {'}'};

  /** 00 00 FF FF at the end of a flush, which RFC 7692, 7.2.1, has the sender leave out. */
  private static final int FLUSH_END_BYTES = 4;

  private final int payloadBytesMin;
  private final Counter payloads;

  /** Those that nobody uses now; no more than have been used at the same time. */
  private final Queue<Deflater> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param registry where meters are kept
   * @param payloadBytesMin smaller payloads are sent as they are
   */
  public PayloadCompressor(MeterRegistry registry, int payloadBytesMin) {
    this.payloadBytesMin = payloadBytesMin;
    payloads =
        Counter.builder("ticketstream.gateway.payloads.compressed")
            .description("Results compressed, each once for all connections that get it")
            .register(registry);
  }

  /**
   * Compresses a payload and the brace behind it.
   *
   * @return blocks of DEFLATE that refer to nothing before them and can end a message; empty when
   *     compression is not worth it
   */
  byte[] compress(byte[] json) {
    if (json.length < payloadBytesMin) {
      return NOT_COMPRESSED;
    }
    payloads.increment();
    Deflater deflater = idle.poll();
    if (deflater == null) {
      deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    }
    // More than zlib ever needs, so that each call takes all of its input.
    byte[] blocks = new byte[json.length + (json.length >> 8) + 64];
    deflater.setInput(json);
    int length = deflater.deflate(blocks, 0, blocks.length, Deflater.NO_FLUSH);
    deflater.setInput(BRACE);
    length += deflater.deflate(blocks, length, blocks.length - length, Deflater.SYNC_FLUSH);
    if (length == blocks.length) {
      throw new IllegalStateException("compression did not fit into " + length + " bytes");
    }
    deflater.reset();
    idle.offer(deflater);
    length -= FLUSH_END_BYTES;
    return length + CompressedFrames.BLOCK_HEAD_BYTES <= json.length
        ? Arrays.copyOf(blocks, length)
        : NOT_COMPRESSED;
  }
}
