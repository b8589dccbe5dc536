package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static dev.ticketstream.events.TicketStatus.CLOSED;
import static dev.ticketstream.events.TicketStatus.IN_PROGRESS;
import static dev.ticketstream.events.TicketStatus.ON_HOLD;
import static dev.ticketstream.events.TicketStatus.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.sla.AllowedTimes;
import dev.ticketstream.command.sla.SlaRules;
import dev.ticketstream.command.sla.WorkingCalendar;
import dev.ticketstream.command.sla.WorkingHours;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.ticket.TicketCommand.UpdateTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange.DetailsUpdated;
import dev.ticketstream.events.TicketChange.PriorityChanged;
import dev.ticketstream.events.TicketChange.SlaDeadlineChanged;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The deadline in a ticket's life. Medium tickets have 3 days, high 1 day, critical bugs 2 hours.
 */
class SlaTests {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aHoldMovesTheDeadlineByItsLength() {
    TicketRun run = onHold(HOUR).after(HOUR.multipliedBy(5)).does(ALICE, to(IN_PROGRESS));
    assertThat(run.changes())
        .endsWith(
            new StatusChanged(ON_HOLD, IN_PROGRESS, HOUR.multipliedBy(5)),
            new SlaDeadlineChanged(START.plus(DAY.multipliedBy(3)).plus(HOUR.multipliedBy(5))));
    assertThat(run.ticket().heldTime()).isEqualTo(HOUR.multipliedBy(5));
    assertThat(run.ticket().onHoldSince()).isNull();
  }

  @Test
  void whoeverEndsTheHoldAndHoweverMovesTheDeadline() {
    for (TicketStatus end : List.of(IN_PROGRESS, RESOLVED, CLOSED)) {
      TicketRun run = onHold(HOUR).after(HOUR).does(ALICE, to(end));
      assertThat(run.ticket().slaDeadline()).isEqualTo(START.plus(DAY.multipliedBy(3)).plus(HOUR));
    }
    TicketRun byRequester = onHold(HOUR).after(HOUR).does(CAROL, to(RESOLVED));
    assertThat(byRequester.ticket().heldTime()).isEqualTo(HOUR);
  }

  @Test
  void aPriorityThatChangesAfterTwoHoldsKeepsTheTimeOfBoth() {
    TicketRun run =
        onHold(HOUR)
            .after(HOUR)
            .does(ALICE, to(IN_PROGRESS))
            .after(HOUR)
            .does(ALICE, to(ON_HOLD))
            .after(HOUR.multipliedBy(2))
            .does(ALICE, to(IN_PROGRESS));
    assertThat(run.ticket().heldTime()).isEqualTo(HOUR.multipliedBy(3));
    run.does(ALICE, new ChangePriority(TicketPriority.HIGH));
    assertThat(run.ticket().slaDeadline()).isEqualTo(START.plus(DAY).plus(HOUR.multipliedBy(3)));
  }

  @Test
  void aPriorityThatChangesDuringAHoldGetsTheRestOfTheHoldAtItsEnd() {
    TicketRun run =
        onHold(HOUR)
            .after(HOUR)
            .does(ALICE, to(IN_PROGRESS))
            .does(ALICE, to(ON_HOLD))
            .after(HOUR)
            .does(ALICE, new ChangePriority(TicketPriority.HIGH));
    assertThat(run.ticket().slaDeadline()).isEqualTo(START.plus(DAY).plus(HOUR));
    run.after(HOUR).does(ALICE, to(IN_PROGRESS));
    assertThat(run.ticket().slaDeadline()).isEqualTo(START.plus(DAY).plus(HOUR.multipliedBy(3)));
  }

  @Test
  void aHoldCountsAlsoForADeadlineThatComesLater() {
    TicketRun run =
        run(null, TicketPriority.LOW)
            .does(ALICE, to(IN_PROGRESS))
            .does(ALICE, to(ON_HOLD))
            .after(HOUR)
            .does(ALICE, to(IN_PROGRESS));
    assertThat(run.changes()).endsWith(new StatusChanged(ON_HOLD, IN_PROGRESS, HOUR));
    assertThat(run.ticket().slaDeadline()).isNull();
    run.does(ALICE, new ChangePriority(TicketPriority.HIGH));
    assertThat(run.ticket().slaDeadline()).isEqualTo(START.plus(DAY).plus(HOUR));
    run.does(ALICE, new ChangePriority(TicketPriority.LOW));
    assertThat(run.ticket().slaDeadline()).isNull();
  }

  @Test
  void aTicketIsOverdueOnHoldOnlyIfItWasBefore() {
    TicketRun late = onHold(DAY.multipliedBy(4)).after(DAY);
    assertThat(late.ticket().isOverdue(START.plus(DAY.multipliedBy(5)))).isTrue();
    TicketRun inTime = onHold(DAY).after(DAY.multipliedBy(9));
    assertThat(inTime.ticket().isOverdue(START.plus(DAY.multipliedBy(10)))).isFalse();
    inTime.does(ALICE, to(IN_PROGRESS));
    assertThat(inTime.ticket().isOverdue(START.plus(DAY.multipliedBy(11)))).isFalse();
    assertThat(inTime.ticket().isOverdue(START.plus(DAY.multipliedBy(13)))).isTrue();
  }

  @Test
  void aNewRequestTypeMovesTheDeadline() {
    TicketRun run = run(null, TicketPriority.CRITICAL);
    assertThat(run.ticket().slaDeadline()).isEqualTo(START.plus(HOUR.multipliedBy(4)));
    run.does(ALICE, new UpdateTicket(null, null, RequestType.BUG, null));
    assertThat(run.changes())
        .endsWith(
            new DetailsUpdated(null, null, RequestType.BUG, null),
            new SlaDeadlineChanged(START.plus(HOUR.multipliedBy(2))));
    run.does(ALICE, new UpdateTicket("Other words", null, RequestType.BUG, null));
    assertThat(run.changes()).endsWith(new DetailsUpdated("Other words", null, null, null));
  }

  @Test
  void withACalendarOnlyWorkingTimeCounts() {
    // START is a Sunday.
    Instant monday = Instant.parse("2026-03-02T09:00:00Z");
    TicketRun run = run(office(), TicketPriority.CRITICAL);
    assertThat(run.ticket().slaDeadline()).isEqualTo(monday.plus(HOUR.multipliedBy(4)));
    run.at(monday.plus(HOUR)).does(ALICE, to(IN_PROGRESS)).does(ALICE, to(ON_HOLD));
    run.at(monday.plus(DAY).plus(HOUR)).does(ALICE, to(IN_PROGRESS));
    assertThat(run.ticket().heldTime()).isEqualTo(HOUR.multipliedBy(8));
    assertThat(run.ticket().slaDeadline()).isEqualTo(monday.plus(DAY).plus(HOUR.multipliedBy(4)));
    run.does(ALICE, new ChangePriority(TicketPriority.HIGH));
    assertThat(run.changes())
        .endsWith(
            new PriorityChanged(TicketPriority.CRITICAL, TicketPriority.HIGH),
            // A day of work is three days of eight hours, after one on hold.
            new SlaDeadlineChanged(monday.plus(DAY.multipliedBy(3)).plus(HOUR.multipliedBy(8))));
  }

  @Test
  void aWeekendOnHoldMovesNothing() {
    TicketRun run =
        run(office(), TicketPriority.CRITICAL)
            .does(ALICE, to(IN_PROGRESS))
            .does(ALICE, to(ON_HOLD))
            .after(HOUR.multipliedBy(2))
            .does(ALICE, to(IN_PROGRESS));
    assertThat(run.changes()).endsWith(new StatusChanged(ON_HOLD, IN_PROGRESS, Duration.ZERO));
  }

  private static TicketRun onHold(Duration afterStart) {
    return run(null, TicketPriority.MEDIUM)
        .does(ALICE, to(IN_PROGRESS))
        .after(afterStart)
        .does(ALICE, to(ON_HOLD));
  }

  private static ChangeStatus to(TicketStatus status) {
    return new ChangeStatus(status);
  }

  private static WorkingCalendar office() {
    List<WorkingHours> hours = List.of(WorkingHours.of("09:00-17:00"));
    return new WorkingCalendar(
        ZoneId.of("UTC"),
        Map.of(
            DayOfWeek.MONDAY, hours,
            DayOfWeek.TUESDAY, hours,
            DayOfWeek.WEDNESDAY, hours,
            DayOfWeek.THURSDAY, hours),
        Set.of());
  }

  private static TicketRun run(@Nullable WorkingCalendar calendar, TicketPriority priority) {
    TicketRules rules =
        new TicketRules(
            TicketScenario.RULES.ticket(),
            new SlaRules(
                Duration.ZERO,
                DAY.multipliedBy(3),
                DAY,
                HOUR.multipliedBy(4),
                Map.of(RequestType.BUG, new AllowedTimes(null, null, null, HOUR.multipliedBy(2))),
                calendar),
            TicketScenario.RULES.attachments());
    return new TicketRun(rules, START)
        .does(
            CAROL,
            new CreateTicket(
                "Printer", "", RequestType.SUPPORT, priority, null, null, null, List.of(), null));
  }
}
