package dev.ticketstream.gateway.wire;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of an event loop: the frames that have been handed over, written connection by
 * connection. They come event by event, so they are sorted first, by counting. Then a connection's
 * buffer is filled, sent and given back before the next one's is: the memory that is copied to is
 * the same again and again, and stays in the processor's cache. Used on the event loop only.
 */
final class WriteRound {

  private static final Logger log = LoggerFactory.getLogger(WriteRound.class);

  /** Room for so many frames is kept between rounds. */
  private static final int KEPT_FRAMES_MAX = 1 << 17;

  private final List<FrameBatch> batches = new ArrayList<>();
  private final List<OutboundQueue> queues = new ArrayList<>();
  private @Nullable FrameTarget[] targets = {};
  private @Nullable EncodedPayload[] payloads = {};

  private int frames;
  private long bytes;
  private long savedBytes;
  private int dropped;
  private long droppedBytes;

  /** Adds frames to the round. */
  void add(FrameBatch batch) {
    batches.add(batch);
  }

  /** Writes them all; afterwards the round is empty. */
  void write(OutboundTotal outbound) {
    try {
      count();
      sort();
      for (OutboundQueue queue : queues) {
        write(queue);
      }
      outbound.written(queues.size(), frames, bytes, dropped, droppedBytes);
      outbound.saved(savedBytes);
    } catch (RuntimeException | Error e) {
      log.error("Writing failed; the connections concerned are closed", e);
      queues.forEach(OutboundQueue::abandonRound);
    } finally {
      clear();
    }
  }

  /** Finds out how many frames and bytes each connection gets, and drops what nobody wants. */
  private void count() {
    for (FrameBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        FrameTarget target = requireNonNull(batch.target(i));
        OutboundQueue queue = target.queue();
        int length = queue.frameLength(target.prefix(), batch.payload(i));
        if (target.isWanted()) {
          frames++;
          bytes += length;
          if (queue.isCompressing()) {
            savedBytes += TextFrames.frameLength(target.prefix(), batch.payload(i)) - length;
          }
          if (queue.count(length)) {
            queues.add(queue);
          }
        } else {
          batch.drop(i);
          queue.dropped(length);
          dropped++;
          droppedBytes += length;
        }
      }
    }
  }

  /** Puts each connection's frames beside each other, in their order. */
  private void sort() {
    if (targets.length < frames) {
      int capacity = Math.max(frames, Math.min(2 * targets.length, KEPT_FRAMES_MAX));
      targets = new FrameTarget[capacity];
      payloads = new EncodedPayload[capacity];
    }
    int from = 0;
    for (OutboundQueue queue : queues) {
      from = queue.placeRound(from);
    }
    for (FrameBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        FrameTarget target = batch.target(i);
        if (target != null) {
          int place = target.queue().nextPlace();
          targets[place] = target;
          payloads[place] = batch.payload(i);
        }
      }
    }
  }

  private void write(OutboundQueue queue) {
    int count = queue.roundFrames();
    int end = queue.endOfRound();
    try {
      queue.beginRound();
      for (int i = end - count; i < end; i++) {
        queue.append(requireNonNull(targets[i]).prefix(), requireNonNull(payloads[i]));
      }
      queue.flushRound();
    } catch (RuntimeException | Error e) {
      log.error("Writing failed; the connection is closed", e);
      queue.abandonRound();
    }
  }

  private void clear() {
    batches.clear();
    queues.clear();
    if (targets.length > KEPT_FRAMES_MAX) {
      targets = new FrameTarget[0];
      payloads = new EncodedPayload[0];
    } else {
      Arrays.fill(targets, 0, Math.min(frames, targets.length), null);
      Arrays.fill(payloads, 0, Math.min(frames, payloads.length), null);
    }
    frames = 0;
    bytes = 0;
    savedBytes = 0;
    dropped = 0;
    droppedBytes = 0;
  }
}
