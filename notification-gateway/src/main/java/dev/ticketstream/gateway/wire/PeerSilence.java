package dev.ticketstream.gateway.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;

/**
 * For how long nothing was heard of a peer's TCP. Who only listens sends nothing, but its kernel
 * acknowledges what comes; one that is gone without a word does not, and what is written to it
 * vanishes in our kernel's buffer for a quarter of an hour before anything fails.
 */
@FunctionalInterface
interface PeerSilence {

  /** The kernel counts in its own ticks. */
  Duration PRECISION = Duration.ofMillis(100);

  /** How long it has been. */
  Duration length();

  /**
   * Whether nothing was heard since something was sent that must be acknowledged.
   *
   * @param ago when it was sent
   */
  default boolean isSince(Duration ago) {
    return length().compareTo(ago.plus(PRECISION)) >= 0;
  }

  /** The silence of a channel's peer; always zero where the kernel does not tell. */
  static PeerSilence of(Channel channel) {
    return channel instanceof EpollSocketChannel socket
        ? () -> length(socket)
        : () -> Duration.ZERO;
  }

  private static Duration length(EpollSocketChannel socket) {
    try {
      return Duration.ofMillis(socket.tcpInfo().lastAckRecv());
    } catch (ChannelException _) {
      // It is closed by now.
      return Duration.ZERO;
    }
  }
}
