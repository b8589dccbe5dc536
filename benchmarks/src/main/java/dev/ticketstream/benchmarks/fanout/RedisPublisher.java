package dev.ticketstream.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ticketstream.events.SupportTicketEvent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/** Publishes on Redis channels, many at a time before it reads the answers. */
final class RedisPublisher implements EventPublisher {

  /** Where all events go that have no channel of their own. */
  static final String CHANNEL = "ticket-events";

  private final boolean channelPerTicket;
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  /**
   * @param port of the server
   * @param channelPerTicket whether each ticket has a channel
   */
  RedisPublisher(int port, boolean channelPerTicket) throws IOException {
    this.channelPerTicket = channelPerTicket;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
    in = new BufferedInputStream(socket.getInputStream());
  }

  @Override
  public void publish(List<SupportTicketEvent> events) {
    try {
      for (SupportTicketEvent event : events) {
        String channel = channelPerTicket ? CHANNEL + ":" + event.ticketId() : CHANNEL;
        out.write("*3\r\n".getBytes(US_ASCII));
        bulk("PUBLISH");
        bulk(channel);
        bulk(EventJson.message(event));
      }
      out.flush();
      for (int i = 0; i < events.size(); i++) {
        readNumber();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Redis does not answer", e);
    }
  }

  private void bulk(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.write("$%d\r\n".formatted(bytes.length).getBytes(US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(US_ASCII));
  }

  private void readNumber() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      line.append((char) next);
    }
    if (line.charAt(0) != ':') {
      throw new IOException("it says " + line);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone all the same.
    }
  }
}
