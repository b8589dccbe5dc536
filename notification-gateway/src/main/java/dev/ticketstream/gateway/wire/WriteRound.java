package dev.ticketstream.gateway.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of an event loop: the frames that have been handed over, written connection by
 * connection. They come event by event, so they are sorted first, by counting; what was sent to the
 * same recipients is one piece to each of them. Then a connection's buffer is filled, sent and
 * given back before the next one's is: the memory that is copied to is the same again and again,
 * and stays in the processor's cache. Used on the event loop only.
 */
final class WriteRound {

  private static final Logger log = LoggerFactory.getLogger(WriteRound.class);

  /** Room for so many pieces is kept between rounds. */
  private static final int KEPT_PIECES_MAX = 1 << 17;

  /** {@link FrameBatch} or {@link MulticastRun}, in the order in which they are to be written. */
  private final List<Object> steps = new ArrayList<>();

  private final Map<Recipients, MulticastRun> runs = new HashMap<>();
  private final List<OutboundQueue> queues = new ArrayList<>();
  private @Nullable FrameTarget[] targets = {};
  private @Nullable RoundContent[] contents = {};

  private final RoundTally tally = new RoundTally();
  private int pieces;

  /** Adds frames to the round. */
  void add(FrameBatch batch) {
    steps.add(batch);
    if (!runs.isEmpty()) {
      for (int i = 0; i < batch.size(); i++) {
        MulticastTarget operation = requireNonNull(batch.target(i)).operation();
        if (operation != null) {
          MulticastRun.close(operation);
        }
      }
    }
  }

  /** Adds a frame for many to the round. */
  void add(MulticastFrame frame) {
    MulticastRun run = runs.get(frame.recipients());
    if (run == null || run.isClosed()) {
      run = begin(frame.recipients());
    }
    run.add(frame.payload());
  }

  private MulticastRun begin(Recipients recipients) {
    try {
      MulticastRun run = new MulticastRun(recipients);
      steps.add(run);
      runs.put(recipients, run);
      return run;
    } catch (RuntimeException | Error e) {
      for (int i = 0; i < recipients.size(); i++) {
        MulticastTarget.of(recipients, i).queue().abandonRound();
      }
      throw e;
    }
  }

  /** Writes them all; afterwards the round is empty. */
  void write(OutboundTotal outbound) {
    if (steps.isEmpty()) {
      return;
    }
    try {
      count();
      sort();
      for (OutboundQueue queue : queues) {
        write(queue);
      }
      outbound.written(queues.size(), tally);
    } catch (RuntimeException | Error e) {
      log.error("Writing failed; the connections concerned are closed", e);
      abandon();
    } finally {
      clear();
    }
  }

  /** Closes all connections that were to get something: nobody knows which have got it. */
  private void abandon() {
    for (Object step : steps) {
      if (step instanceof MulticastRun run) {
        run.abandon();
      } else {
        ((FrameBatch) step).abandon();
      }
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
        queue.share().take(length);
      } else {
        batch.drop(i);
        queue.dropped(length);
        tally.dropped(1);
      }
    }
  }

  private void count(OutboundQueue queue, byte[] prefix, RoundContent content, int length) {
    pieces++;
    tally.written(RoundContent.frames(content), length);
    if (queue.format().isCompressing()) {
      tally.saved(RoundContent.length(content, FrameFormat.PLAIN, prefix) - length);
    }
    if (queue.share().add(length)) {
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
      from = queue.share().reserve(from);
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
    int place = target.queue().share().nextPlace();
    targets[place] = target;
    contents[place] = content;
  }

  private void write(OutboundQueue queue) {
    int end = queue.share().end();
    int begin = end - queue.share().pieces();
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
    RoundBuffer buffer = new RoundBuffer(queue.allocator(), queue.format(), queue.share().bytes());
    try {
      for (int i = begin; i < end; i++) {
        RoundContent.append(
            requireNonNull(contents[i]), buffer, requireNonNull(targets[i]).prefix());
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
        run.end();
      }
    }
    steps.clear();
    queues.clear();
    runs.clear();
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
