package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.gateway.wire.Client;
import dev.ticketstream.gateway.wire.CloseReason;
import dev.ticketstream.gateway.wire.Connection;
import dev.ticketstream.gateway.wire.ConnectionState;
import dev.ticketstream.gateway.wire.Grant;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionPageTests {

  private final AtomicInteger looked = new AtomicInteger();
  private final List<Connection> all =
      IntStream.rangeClosed(1, 50).<Connection>mapToObj(Idle::new).toList();

  private final class Idle implements Connection {

    private final Client client;

    Idle(int id) {
      client = new Client(id, Instant.EPOCH, null, null);
    }

    @Override
    public Client client() {
      return client;
    }

    @Override
    public @Nullable Grant grant() {
      return null;
    }

    @Override
    public ConnectionState state() {
      looked.incrementAndGet();
      return new ConnectionState(
          ConnectionState.Protocol.WEBSOCKET, client, null, 2, 1, 10, false, null);
    }

    @Override
    public void close(CloseReason reason) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void looksAtTheConnectionsOfThePageAndAtTheOthersOnlyForTheTotals() {
    ConnectionPage page = ConnectionPage.of("i", all, all.subList(10, 50), 3, null);
    assertThat(page.nodes()).extracting(ConnectionPage.Node::id).containsExactly("11", "12", "13");
    assertThat(page.endCursor()).isEqualTo("13");
    assertThat(page.hasNextPage()).isTrue();
    assertThat(looked).hasValue(3);
    assertThat(page.totals()).isEqualTo(new ConnectionPage.Totals(50, 0, 100, 50, 500, 0));
    assertThat(looked).hasValue(53);
  }
}
