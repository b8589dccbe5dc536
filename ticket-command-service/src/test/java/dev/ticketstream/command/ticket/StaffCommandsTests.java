package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.ADMIN;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.BOB;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.DAVE;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.AddTags;
import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.DeleteTicket;
import dev.ticketstream.command.ticket.TicketCommand.MoveToTeam;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTag;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTags;
import dev.ticketstream.command.ticket.TicketCommand.UnassignTicket;
import dev.ticketstream.command.ticket.TicketCommand.UpdateTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange.DetailsUpdated;
import dev.ticketstream.events.TicketChange.MovedToTeam;
import dev.ticketstream.events.TicketChange.PriorityChanged;
import dev.ticketstream.events.TicketChange.SlaDeadlineChanged;
import dev.ticketstream.events.TicketChange.TagAdded;
import dev.ticketstream.events.TicketChange.TagRemoved;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketChange.TicketUnassigned;
import dev.ticketstream.events.TicketLimits;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.AgentScope;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StaffCommandsTests {

  @Test
  void assignsAndReassigns() {
    given(CREATED_BY_CAROL)
        .when(ALICE, new AssignTicket("bob"))
        .then(new TicketAssigned(BOB.user()));
    given(CREATED_BY_CAROL, new TicketAssigned(BOB.user()))
        .when(ALICE, new AssignTicket("alice"))
        .then(new TicketAssigned(ALICE.user()));
    given(CREATED_BY_CAROL, new TicketAssigned(BOB.user()))
        .when(ALICE, new AssignTicket("bob"))
        .thenNothing();
    given(CREATED_BY_CAROL)
        .when(ALICE, new AssignTicket("nobody"))
        .thenRefused(ErrorCode.NOT_FOUND);
  }

  @Test
  void unassignsAndNamesTheFormerAssignee() {
    given(CREATED_BY_CAROL, new TicketAssigned(BOB.user()))
        .when(ALICE, new UnassignTicket())
        .then(new TicketUnassigned(BOB.user()));
    given(CREATED_BY_CAROL).when(ALICE, new UnassignTicket()).thenNothing();
  }

  @Test
  void movesToKnownTeamsAndToNone() {
    given(CREATED_BY_CAROL)
        .when(ALICE, new MoveToTeam("second-line"))
        .then(new MovedToTeam("second-line"));
    given(Given.created("second-line", List.of()))
        .when(ALICE, new MoveToTeam(null))
        .then(new MovedToTeam(null));
    given(CREATED_BY_CAROL).when(ALICE, new MoveToTeam(null)).thenNothing();
    given(CREATED_BY_CAROL).when(ALICE, new MoveToTeam("no-team")).thenRefused(ErrorCode.NOT_FOUND);
  }

  @Test
  void aNewPriorityMovesTheDeadlineThatCountsFromCreation() {
    given(CREATED_BY_CAROL)
        .when(ALICE, new ChangePriority(TicketPriority.CRITICAL))
        .then(
            new PriorityChanged(TicketPriority.MEDIUM, TicketPriority.CRITICAL),
            new SlaDeadlineChanged(TicketScenario.deadline(START, TicketPriority.CRITICAL)));
    given(CREATED_BY_CAROL).when(ALICE, new ChangePriority(TicketPriority.MEDIUM)).thenNothing();
  }

  @Test
  void addsAndRemovesTags() {
    given(CREATED_BY_CAROL).when(ALICE, new AddTag(" vip ")).then(new TagAdded("vip"));
    given(CREATED_BY_CAROL).when(ALICE, new AddTag("printer")).thenNothing();
    given(CREATED_BY_CAROL).when(ALICE, new RemoveTag("printer")).then(new TagRemoved("printer"));
    given(CREATED_BY_CAROL).when(ALICE, new RemoveTag("vip")).thenNothing();
    List<String> full = IntStream.range(0, TicketLimits.TAGS_MAX).mapToObj(i -> "tag" + i).toList();
    given(Given.created(null, full))
        .when(ALICE, new AddTag("one more"))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void deletesOnceAndThenOnlyAdminsSeeIt() {
    given(CREATED_BY_CAROL).when(ALICE, new DeleteTicket()).then(new TicketDeleted());
    given(CREATED_BY_CAROL, new TicketDeleted()).when(ADMIN, new DeleteTicket()).thenNothing();
    given(CREATED_BY_CAROL, new TicketDeleted())
        .when(ALICE, new DeleteTicket())
        .thenRefused(ErrorCode.NOT_FOUND);
    given(CREATED_BY_CAROL, new TicketDeleted())
        .when(ADMIN, new AddTag("vip"))
        .thenRefused(ErrorCode.INVALID_TRANSITION);
  }

  @Test
  void customersMayDoNoneOfIt() {
    List<TicketCommand> commands =
        List.of(
            new AssignTicket("carol"),
            new UnassignTicket(),
            new MoveToTeam("first-line"),
            new ChangePriority(TicketPriority.CRITICAL),
            new AddTag("vip"),
            new RemoveTag("printer"),
            new DeleteTicket(),
            new UpdateTicket(null, null, RequestType.OTHER, null),
            new UpdateTicket(null, null, null, "{}"));
    for (TicketCommand command : commands) {
      given(CREATED_BY_CAROL).when(CAROL, command).thenRefused(ErrorCode.FORBIDDEN);
    }
  }

  @Test
  void updatesOnlyWhatIsAnother() {
    given(CREATED_BY_CAROL)
        .when(ALICE, new UpdateTicket("Printer", "It smokes", RequestType.BUG, "{\"a\":1}"))
        .then(new DetailsUpdated(null, "It smokes", null, "{\"a\":1}"));
    given(CREATED_BY_CAROL)
        .when(ALICE, new UpdateTicket("Printer", null, null, null))
        .thenNothing();
  }

  @Test
  void theRequesterUpdatesTheirOwnTicketUntilItIsClosed() {
    UpdateTicket rename = new UpdateTicket("Fire", null, null, null);
    given(CREATED_BY_CAROL).when(CAROL, rename).then(new DetailsUpdated("Fire", null, null, null));
    given(CREATED_BY_CAROL, Given.status(TicketStatus.NEW, TicketStatus.CLOSED))
        .when(CAROL, rename)
        .thenRefused(ErrorCode.INVALID_TRANSITION);
    given(CREATED_BY_CAROL, Given.watched(DAVE))
        .when(DAVE, rename)
        .thenRefused(ErrorCode.FORBIDDEN);
  }

  @Test
  void aForeignTicketIsRefusedJustLikeAnUnknownOne() {
    AddTag command = new AddTag("\u0000");
    CommandRejectedException foreign =
        given(CREATED_BY_CAROL).when(DAVE, command).thenRefused(ErrorCode.NOT_FOUND);
    CommandRejectedException unknown = given().when(DAVE, command).thenRefused(ErrorCode.NOT_FOUND);
    assertThat(foreign).usingRecursiveComparison().isEqualTo(unknown);
  }

  @Test
  void anAgentOfOwnTeamsDoesNotKnowOtherTeamsTickets() {
    given(Given.created("second-line", List.of()))
        .withScope(AgentScope.OWN_TEAMS)
        .when(ALICE, new AddTag("vip"))
        .thenRefused(ErrorCode.NOT_FOUND);
    given(Given.created("first-line", List.of()))
        .withScope(AgentScope.OWN_TEAMS)
        .when(ALICE, new AddTag("vip"))
        .then(new TagAdded("vip"));
  }

  @Test
  void addsAndRemovesSeveralTags() {
    given(CREATED_BY_CAROL)
        .when(ALICE, new AddTags(List.of(" a ", "printer", "b", "a")))
        .then(new TagAdded("a"), new TagAdded("b"));
    given(CREATED_BY_CAROL, new TagAdded("a"))
        .when(ALICE, new RemoveTags(List.of("a", "b", "printer")))
        .then(new TagRemoved("a"), new TagRemoved("printer"));
    given(CREATED_BY_CAROL).when(ALICE, new AddTags(List.of("printer"))).thenNothing();
    given(CREATED_BY_CAROL).when(ALICE, new RemoveTags(List.of("a"))).thenNothing();
    List<String> full = IntStream.range(0, TicketLimits.TAGS_MAX).mapToObj(i -> "t" + i).toList();
    given(CREATED_BY_CAROL).when(ALICE, new AddTags(full)).thenRefused(ErrorCode.LIMIT_EXCEEDED);
    given(CREATED_BY_CAROL).when(CAROL, new AddTags(List.of("a"))).thenRefused(ErrorCode.FORBIDDEN);
    given(CREATED_BY_CAROL)
        .when(CAROL, new RemoveTags(List.of("a")))
        .thenRefused(ErrorCode.FORBIDDEN);
  }
}
