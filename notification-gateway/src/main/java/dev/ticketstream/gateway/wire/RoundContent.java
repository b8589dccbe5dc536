package dev.ticketstream.gateway.wire;

/** What a connection is to get of a round in one piece, with a prefix of its own. */
sealed interface RoundContent permits EncodedPayload, MulticastRun {

  /** How many bytes it has on a connection of this format. */
  static int length(RoundContent content, FrameFormat format, byte[] prefix) {
    return switch (content) {
      case EncodedPayload payload -> format.length(prefix, payload);
      case MulticastRun run -> run.length(format, prefix);
    };
  }

  /** How many frames it is. */
  static int frames(RoundContent content) {
    return switch (content) {
      case EncodedPayload _ -> 1;
      case MulticastRun run -> run.frames();
    };
  }

  /** Appends it to a connection's round. */
  static void append(RoundContent content, RoundBuffer buffer, byte[] prefix) {
    switch (content) {
      case EncodedPayload payload -> buffer.append(prefix, payload);
      case MulticastRun run -> run.appendTo(buffer, prefix);
    }
  }
}
