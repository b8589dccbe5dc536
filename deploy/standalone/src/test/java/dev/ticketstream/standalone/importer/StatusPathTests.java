package dev.ticketstream.standalone.importer;

import static dev.ticketstream.events.TicketStatus.CLOSED;
import static dev.ticketstream.events.TicketStatus.IN_PROGRESS;
import static dev.ticketstream.events.TicketStatus.NEW;
import static dev.ticketstream.events.TicketStatus.ON_HOLD;
import static dev.ticketstream.events.TicketStatus.OPEN;
import static dev.ticketstream.events.TicketStatus.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.TicketStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPathTests {

  @Test
  void takesTheShortestWayThatTheStatusMachineAllows() {
    assertThat(StatusPath.between(NEW, NEW)).isEmpty();
    assertThat(StatusPath.between(NEW, IN_PROGRESS)).containsExactly(IN_PROGRESS);
    assertThat(StatusPath.between(NEW, ON_HOLD)).containsExactly(IN_PROGRESS, ON_HOLD);
    assertThat(StatusPath.between(NEW, RESOLVED)).containsExactly(IN_PROGRESS, RESOLVED);
    assertThat(StatusPath.between(OPEN, ON_HOLD)).containsExactly(IN_PROGRESS, ON_HOLD);
    assertThat(StatusPath.between(ON_HOLD, OPEN)).containsExactly(IN_PROGRESS, OPEN);
    assertThat(StatusPath.between(RESOLVED, IN_PROGRESS)).containsExactly(OPEN, IN_PROGRESS);
    assertThat(StatusPath.between(CLOSED, RESOLVED)).containsExactly(OPEN, RESOLVED);
  }

  @Test
  void everyStatusButNewIsReachedFromEveryOther() {
    for (TicketStatus from : TicketStatus.values()) {
      for (TicketStatus to : TicketStatus.values()) {
        if (to != NEW && to != from) {
          List<TicketStatus> path = StatusPath.between(from, to);
          assertThat(path).as("%s to %s", from, to).isNotEmpty().endsWith(to);
        }
      }
    }
  }
}
