package dev.ticketstream.gateway.wire;

/** What a connection is to get of a round in one piece, with a prefix of its own. */
sealed interface RoundContent permits EncodedPayload, MulticastRun {

  /** How many bytes it has on a connection of this format. */
  int length(FrameFormat format, byte[] prefix);

  /** How many bytes it has where nothing is compressed. */
  int plainLength(byte[] prefix);

  /** How many frames it is. */
  int frames();

  /** Appends it to a connection's round. */
  void appendTo(RoundBuffer buffer, byte[] prefix);
}
