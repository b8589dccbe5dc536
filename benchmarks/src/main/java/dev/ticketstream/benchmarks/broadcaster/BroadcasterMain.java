package dev.ticketstream.benchmarks.broadcaster;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads payloads from Kafka and writes each to every subscriber, as one frame. What has arrived
 * while the last batch was written leaves together: one buffer and one system call a connection.
 */
public final class BroadcasterMain {

  /** What the server says when it listens. */
  public static final String LISTENING = "listening";

  private static final int BACKLOG = 4096;
  private static final int REQUEST_BYTES_MAX = 64 * 1024;
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

  private BroadcasterMain() {}

  /**
   * Runs the server.
   *
   * @param args the port, the broker's address, the topic
   */
  public static void main(String[] args) throws InterruptedException {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(args[1])) {
      EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, io);
      Subscribers subscribers = new Subscribers(loop.next());
      List<TopicPartition> partitions =
          consumer.partitionsFor(args[2]).stream()
              .map(partition -> new TopicPartition(args[2], partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      listen(loop, epoll, Integer.parseInt(args[0]), subscribers);
      System.out.println(LISTENING);
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
          subscribers.broadcast(record.value());
        }
      }
    }
  }

  private static void listen(EventLoopGroup loop, boolean epoll, int port, Subscribers subscribers)
      throws InterruptedException {
    new ServerBootstrap()
        .group(loop)
        .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(REQUEST_BYTES_MAX),
                        new WebSocketServerProtocolHandler("/graphql", "graphql-transport-ws"),
                        new Subscriber(subscribers));
              }
            })
        .bind("127.0.0.1", port)
        .sync();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String address) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            address,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.CLIENT_ID_CONFIG,
            "broadcaster-" + UUID.randomUUID()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
