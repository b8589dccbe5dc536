package dev.ticketstream.gateway.wire;

/** What one connection has of a round: pieces, which get places beside each other, and bytes. */
final class RoundShare {

  private int bytes;
  private int takenBytes;
  private int pieces;
  private int place;

  /**
   * Adds a piece.
   *
   * @return whether it is the first
   */
  boolean add(int length) {
    bytes += length;
    return ++pieces == 1;
  }

  /** Adds bytes that were announced when they were offered. */
  void take(int length) {
    takenBytes += length;
  }

  /** Of all pieces together. */
  int bytes() {
    return bytes;
  }

  /** Of what was announced. */
  int takenBytes() {
    return takenBytes;
  }

  int pieces() {
    return pieces;
  }

  /**
   * Gives the pieces places.
   *
   * @param from the first place
   * @return the place behind the last
   */
  int reserve(int from) {
    place = from;
    return from + pieces;
  }

  /** The place of the next piece. */
  int nextPlace() {
    return place++;
  }

  /** The place behind the last piece, when all have been given theirs. */
  int end() {
    return place;
  }

  void clear() {
    bytes = 0;
    takenBytes = 0;
    pieces = 0;
  }
}
