package dev.ticketstream.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeerSilenceTests {

  private static final Duration QUIET = Duration.ofMillis(300);

  @Test
  void isSinceSomethingThatWasSentAfterThePeerWasLastHeardOf() {
    PeerSilence silence = () -> Duration.ofSeconds(10);
    assertThat(silence.isSince(Duration.ofSeconds(9))).isTrue();
    assertThat(silence.isSince(Duration.ofSeconds(10))).as("within the precision").isFalse();
    assertThat(silence.isSince(Duration.ofSeconds(11))).isFalse();
  }

  @Test
  void isNoneWhereTheKernelDoesNotTell() {
    EmbeddedChannel channel = new EmbeddedChannel();
    assertThat(PeerSilence.of(channel).length()).isZero();
    channel.close();
  }

  /** The peer reads nothing and sends nothing: its kernel does. */
  @Test
  void growsUntilThePeersKernelAcknowledgesSomething() throws Exception {
    boolean tells = Epoll.isAvailable();
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            1, tells ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    CompletableFuture<Channel> accepted = new CompletableFuture<>();
    Channel server = listen(loops, tells, accepted);
    try (Socket client = new Socket()) {
      client.connect(server.localAddress());
      Channel channel = accepted.get(20, TimeUnit.SECONDS);
      PeerSilence silence = PeerSilence.of(channel);
      if (tells) {
        await().untilAsserted(() -> assertThat(silence.length()).isGreaterThan(QUIET));
        channel.writeAndFlush(Unpooled.copyInt(1)).sync();
        await()
            .pollInterval(Duration.ofMillis(1))
            .untilAsserted(() -> assertThat(silence.length()).isLessThan(QUIET));
      }
      channel.close().sync();
      assertThat(silence.length()).isZero();
    } finally {
      server.close().sync();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static Channel listen(
      EventLoopGroup loops, boolean epoll, CompletableFuture<Channel> accepted) throws Exception {
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    return new ServerBootstrap()
        .group(loops)
        .channel(type)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                accepted.complete(channel);
              }
            })
        .bind(new InetSocketAddress("localhost", 0))
        .sync()
        .channel();
  }
}
