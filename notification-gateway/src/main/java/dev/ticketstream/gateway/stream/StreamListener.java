package dev.ticketstream.gateway.stream;

/**
 * Hears what happens on the live stream. All calls come one at a time, in the stream's order, and
 * hold it up: a listener must not block, but in {@link #awaitRoom}.
 */
public interface StreamListener {

  /** The stream's place in the topic is known; {@link LiveStream#liveFrom()} tells it. */
  void onBegin();

  /**
   * Called before each event, while nothing is held: may wait a little, so that the stream is read
   * no faster than its events are worked off.
   */
  default void awaitRoom() {}

  /**
   * The next event. {@link LiveStream#end()} is already behind it.
   *
   * @param event the event
   */
  void onEvent(StreamedEvent event);

  /**
   * Events were lost before they could be read; the stream goes on behind the gap.
   *
   * @param gap what is missing
   */
  void onGap(StreamGap gap);
}
