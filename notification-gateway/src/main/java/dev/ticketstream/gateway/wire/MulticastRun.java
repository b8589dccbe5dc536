package dev.ticketstream.gateway.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of a round for the same recipients. A connection that gets nothing else in the round
 * is sent the frames that the one before it was sent, with its own prefixes put in: the kernel has
 * copied them by then. Of the event loop.
 *
 * <p>Frames for one recipient may come in between. The run is closed by what is for one of its own
 * operations, so that none of them gets anything out of order; what is for others does not matter.
 */
final class MulticastRun implements RoundContent {

  private final MulticastTarget[] recipients;
  private final @Nullable FrameTarget[] wanting;
  private final List<EncodedPayload> payloads = new ArrayList<>();
  private boolean closed;
  private @Nullable FrameTemplate template;

  MulticastRun(Recipients recipients) {
    int size = recipients.size();
    this.recipients = new MulticastTarget[size];
    this.wanting = new FrameTarget[size];
    for (int i = 0; i < size; i++) {
      this.recipients[i] = MulticastTarget.of(recipients, i);
    }
    for (MulticastTarget recipient : this.recipients) {
      close(recipient);
      recipient.run(this);
    }
  }

  /** Lets nothing more be added to the run that an operation is in, if it is in any. */
  static void close(MulticastTarget recipient) {
    MulticastRun run = recipient.run();
    if (run != null) {
      run.closed = true;
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Adds a result for all of them. */
  void add(EncodedPayload payload) {
    payloads.add(payload);
  }

  /** How many recipients there are. */
  int size() {
    return recipients.length;
  }

  /** Finds out, once, whether a recipient wants it. */
  @Nullable FrameTarget take(int place) {
    MulticastTarget recipient = recipients[place];
    if (recipient.isWanted()) {
      wanting[place] = recipient;
    }
    return wanting[place];
  }

  /** A recipient; {@code null} if it did not want it. */
  @Nullable FrameTarget target(int place) {
    return wanting[place];
  }

  int frames() {
    return payloads.size();
  }

  int length(FrameFormat format, byte[] prefix) {
    int length = 0;
    for (int i = 0; i < payloads.size(); i++) {
      length += format.length(prefix, payloads.get(i));
    }
    return length;
  }

  void appendTo(RoundBuffer buffer, byte[] prefix) {
    for (int i = 0; i < payloads.size(); i++) {
      buffer.append(prefix, payloads.get(i));
    }
  }

  /** Sends it to a connection that gets nothing else, and nothing compressed. */
  void flush(OutboundQueue queue, byte[] prefix) {
    FrameTemplate frames = template;
    if (frames == null || !frames.put(prefix)) {
      release();
      frames = FrameTemplate.of(prefix, payloads, queue.allocator());
      template = frames;
    }
    try {
      queue.flushRound(frames.shared());
    } finally {
      if (frames.isInUse()) {
        // The connection has not sent everything yet, so nobody else may be put in.
        release();
      }
    }
  }

  /** Closes the connections of all recipients. */
  void abandon() {
    for (MulticastTarget recipient : recipients) {
      recipient.queue().abandonRound();
    }
  }

  /** Is over: gives the memory back, and its recipients may be in another round's run. */
  void end() {
    release();
    for (MulticastTarget recipient : recipients) {
      recipient.run(null);
    }
  }

  private void release() {
    FrameTemplate frames = template;
    if (frames != null) {
      template = null;
      frames.release();
    }
  }
}
