package dev.ticketstream.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.benchmarks.fanout.DeskLog.Row;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.testing.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskLogTests {

  @Test
  void readsWhoDidWhatToWhoseTicket(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("log.csv"),
            """
            number,incident_state,caller_id,assigned_to,assignment_group,priority
            INC1,New,Caller 9,?,Group 5,3 - Moderate
            INC2,New,Caller 4,Resolver 8,?,1 - Critical
            INC1,Resolved,Caller 9,Resolver 8,Group 5,3 - Moderate
            """);

    assertThat(DeskLog.read(file).rows())
        .containsExactly(
            new Row(0, -1, 0, TicketStatus.NEW, TicketStatus.NEW, TicketPriority.MEDIUM),
            new Row(1, 0, -1, TicketStatus.NEW, TicketStatus.NEW, TicketPriority.CRITICAL),
            new Row(0, 0, 0, TicketStatus.NEW, TicketStatus.RESOLVED, TicketPriority.MEDIUM));
  }

  @Test
  void theMixedDeskNamesASubscriptionOnlyOnceAndItsProbesReachAll() {
    try (TestIssuer issuer = TestIssuer.start()) {
      MixedDesk desk = new MixedDesk(new Users(issuer), DeskLog.madeUp(), 200);
      Set<Integer> reached = new HashSet<>();

      for (long event = desk.firstProbe(); event < desk.firstProbe() + desk.coverage(); event++) {
        desk.forEach(event, reached::add);
      }
      assertThat(reached).hasSize(desk.subscriptions());
      for (long event = 1; event < 2_000; event++) {
        List<Integer> named = new ArrayList<>();
        desk.forEach(event, named::add);
        assertThat(named).doesNotHaveDuplicates().allMatch(one -> one < desk.subscriptions());
      }
    }
  }
}
