package dev.ticketstream.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class SendQueueTests {

  @Test
  void countsWhatAClientHasNotTakenUntilTheServerEndsTheConnection() throws Exception {
    try (ServerSocketChannel listening = ServerSocketChannel.open();
        SocketChannel client = SocketChannel.open()) {
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.connect(listening.getLocalAddress());
      int server = ((InetSocketAddress) listening.getLocalAddress()).getPort();
      int port = ((InetSocketAddress) client.getLocalAddress()).getPort();
      try (SocketChannel accepted = listening.accept()) {
        assertThat(SendQueue.bytes(server, port)).hasValue(0);

        accepted.configureBlocking(false);
        ByteBuffer much = ByteBuffer.allocate(64 * 1024);
        while (accepted.write(much.clear()) > 0) {
          // Until the kernel takes no more.
        }

        assertThat(SendQueue.bytes(server, port).orElseThrow()).isPositive();
      }
      assertThat(SendQueue.bytes(server, port)).isEmpty();
    }
  }
}
