package dev.ticketstream.gateway.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results that came one after the other for the same recipients. A connection that gets nothing
 * else in the round is sent the frames that the one before it was sent, with its own prefixes put
 * in: the kernel has copied them by then. Of the event loop.
 */
final class MulticastRun implements RoundContent {

  private final Recipients recipients;
  private final List<EncodedPayload> payloads = new ArrayList<>();
  private final @Nullable FrameTarget[] targets;
  private @Nullable FrameTemplate template;

  MulticastRun(MulticastFrame first) {
    recipients = first.recipients();
    payloads.add(first.payload());
    targets = new FrameTarget[recipients.size()];
  }

  /** Adds a result if it is for the same recipients. */
  boolean add(MulticastFrame frame) {
    boolean fits = frame.recipients().equals(recipients);
    if (fits) {
      payloads.add(frame.payload());
    }
    return fits;
  }

  /** How many recipients there are. */
  int size() {
    return targets.length;
  }

  /** Finds out, once, whether a recipient wants it. */
  @Nullable FrameTarget take(int place) {
    // Only sinks with a queue give a loop's multicast.
    FrameTarget target = (FrameTarget) recipients.sink(place);
    if (target.isWanted()) {
      targets[place] = target;
    }
    return targets[place];
  }

  /** A recipient; {@code null} if it did not want it. */
  @Nullable FrameTarget target(int place) {
    return targets[place];
  }

  @Override
  public int frames() {
    return payloads.size();
  }

  @Override
  public int length(FrameFormat format, byte[] prefix) {
    int length = 0;
    for (int i = 0; i < payloads.size(); i++) {
      length += format.length(prefix, payloads.get(i));
    }
    return length;
  }

  @Override
  public int plainLength(byte[] prefix) {
    int length = 0;
    for (int i = 0; i < payloads.size(); i++) {
      length += TextFrames.frameLength(prefix, payloads.get(i));
    }
    return length;
  }

  @Override
  public void appendTo(RoundBuffer buffer, byte[] prefix) {
    for (int i = 0; i < payloads.size(); i++) {
      buffer.append(prefix, payloads.get(i));
    }
  }

  /** Sends it to a connection that gets nothing else, and nothing compressed. */
  void flush(OutboundQueue queue, byte[] prefix) {
    FrameTemplate frames = template;
    if (frames == null || !frames.put(prefix)) {
      release();
      frames = new FrameTemplate(prefix, payloads, queue.allocator());
      template = frames;
    }
    queue.flushRound(frames.shared());
    if (frames.isInUse()) {
      release();
    }
  }

  /** Gives the frames up: to the connection that has not taken them yet, or for good. */
  void release() {
    FrameTemplate frames = template;
    if (frames != null) {
      template = null;
      frames.release();
    }
  }
}
