package dev.ticketstream.gateway.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of an event loop: the frames that have been handed over, written connection by
 * connection. They come event by event, so they are sorted first, by counting; what was sent to the
 * same recipients one after the other is one piece to each of them. Then a connection's buffer is
 * filled, sent and given back before the next one's is: the memory that is copied to is the same
 * again and again, and stays in the processor's cache. Used on the event loop only.
 */
final class WriteRound {

  private static final Logger log = LoggerFactory.getLogger(WriteRound.class);

  /** Room for so many pieces is kept between rounds. */
  private static final int KEPT_PIECES_MAX = 1 << 17;

  /** {@link FrameBatch} or {@link MulticastRun}, in the order in which they are to be written. */
  private final List<Object> steps = new ArrayList<>();

  private final List<OutboundQueue> queues = new ArrayList<>();
  private @Nullable FrameTarget[] targets = {};
  private @Nullable RoundContent[] contents = {};
  private @Nullable MulticastRun lastRun;

  private final RoundTally tally = new RoundTally();
  private int pieces;

  /** Adds frames to the round. */
  void add(FrameBatch batch) {
    steps.add(batch);
    if (batch.isOrdered()) {
      lastRun = null;
    }
  }

  /** Adds a frame for many to the round. */
  void add(MulticastFrame frame) {
    MulticastRun run = lastRun;
    if (run == null || !run.add(frame)) {
      run = new MulticastRun(frame);
      lastRun = run;
      steps.add(run);
    }
  }

  /** Writes them all; afterwards the round is empty. */
  void write(OutboundTotal outbound) {
    try {
      count();
      sort();
      for (OutboundQueue queue : queues) {
        write(queue);
      }
      outbound.written(queues.size(), tally);
    } catch (RuntimeException | Error e) {
      log.error("Writing failed; the connections concerned are closed", e);
      queues.forEach(OutboundQueue::abandonRound);
    } finally {
      clear();
    }
  }

  /** Finds out how many pieces and bytes each connection gets, and drops what nobody wants. */
  private void count() {
    for (Object step : steps) {
      if (step instanceof MulticastRun run) {
        count(run);
      } else {
        count((FrameBatch) step);
      }
    }
  }

  private void count(MulticastRun run) {
    for (int i = 0; i < run.size(); i++) {
      FrameTarget target = run.take(i);
      if (target == null) {
        tally.dropped(run.frames());
      } else {
        OutboundQueue queue = target.queue();
        count(queue, target.prefix(), run, run.length(queue.format(), target.prefix()));
      }
    }
  }

  private void count(FrameBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      FrameTarget target = requireNonNull(batch.target(i));
      OutboundQueue queue = target.queue();
      EncodedPayload payload = batch.payload(i);
      int length = queue.format().length(target.prefix(), payload);
      tally.settled(length);
      if (target.isWanted()) {
        count(queue, target.prefix(), payload, length);
        queue.taken(length);
      } else {
        batch.drop(i);
        queue.dropped(length);
        tally.dropped(1);
      }
    }
  }

  private void count(OutboundQueue queue, byte[] prefix, RoundContent content, int length) {
    pieces++;
    tally.written(content.frames(), length);
    if (queue.format().isCompressing()) {
      tally.saved(content.plainLength(prefix) - length);
    }
    if (queue.count(length)) {
      queues.add(queue);
    }
  }

  /** Puts each connection's pieces beside each other, in their order. */
  private void sort() {
    if (targets.length < pieces) {
      int capacity = Math.max(pieces, Math.min(2 * targets.length, KEPT_PIECES_MAX));
      targets = new FrameTarget[capacity];
      contents = new RoundContent[capacity];
    }
    int from = 0;
    for (OutboundQueue queue : queues) {
      from = queue.placeRound(from);
    }
    for (Object step : steps) {
      if (step instanceof MulticastRun run) {
        for (int i = 0; i < run.size(); i++) {
          FrameTarget target = run.target(i);
          if (target != null) {
            place(target, run);
          }
        }
      } else {
        FrameBatch batch = (FrameBatch) step;
        for (int i = 0; i < batch.size(); i++) {
          FrameTarget target = batch.target(i);
          if (target != null) {
            place(target, batch.payload(i));
          }
        }
      }
    }
  }

  private void place(FrameTarget target, RoundContent content) {
    int place = target.queue().nextPlace();
    targets[place] = target;
    contents[place] = content;
  }

  private void write(OutboundQueue queue) {
    int end = queue.endOfRound();
    int begin = end - queue.roundPieces();
    try {
      if (end - begin == 1
          && contents[begin] instanceof MulticastRun run
          && !queue.format().isCompressing()) {
        run.flush(queue, requireNonNull(targets[begin]).prefix());
      } else {
        queue.flushRound(frames(queue, begin, end));
      }
    } catch (RuntimeException | Error e) {
      log.error("Writing failed; the connection is closed", e);
      queue.abandonRound();
    }
  }

  private ByteBuf frames(OutboundQueue queue, int begin, int end) {
    RoundBuffer buffer = new RoundBuffer(queue.allocator(), queue.format(), queue.roundBytes());
    try {
      for (int i = begin; i < end; i++) {
        requireNonNull(contents[i]).appendTo(buffer, requireNonNull(targets[i]).prefix());
      }
    } catch (RuntimeException | Error e) {
      buffer.release();
      throw e;
    }
    return buffer.frames();
  }

  private void clear() {
    for (Object step : steps) {
      if (step instanceof MulticastRun run) {
        run.release();
      }
    }
    steps.clear();
    queues.clear();
    lastRun = null;
    if (targets.length > KEPT_PIECES_MAX) {
      targets = new FrameTarget[0];
      contents = new RoundContent[0];
    } else {
      Arrays.fill(targets, 0, Math.min(pieces, targets.length), null);
      Arrays.fill(contents, 0, Math.min(pieces, contents.length), null);
    }
    pieces = 0;
    tally.clear();
  }
}
