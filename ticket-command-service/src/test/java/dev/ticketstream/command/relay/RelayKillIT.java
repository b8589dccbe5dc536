package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of a leader that is publishing. */
class RelayKillIT {

  private final RelayTestBed bed = new RelayTestBed();

  @AfterEach
  void close() throws Exception {
    bed.close();
  }

  @Test
  void anotherInstanceTakesOverFromAKilledLeader() throws Exception {
    PublishedEvents published = bed.published();
    Process leader = RelayProcess.start(bed);
    try {
      UUID ticket = UUID.randomUUID();
      bed.writer.append(ticket);
      published.awaitExactly(1);
      Relay successor = bed.start();
      for (int i = 0; i < 200; i++) {
        bed.writer.append(ticket);
        if (i == 100) {
          leader.destroyForcibly();
        }
      }
      published.awaitExactly(201);
      published.assertInOrderAndOnce();
      assertThat(successor.status().current().state()).isEqualTo(RelayState.LEADING);
    } finally {
      leader.destroyForcibly();
    }
  }
}
