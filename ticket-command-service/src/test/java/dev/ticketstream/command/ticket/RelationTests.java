package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.Given.CREATED_BY_CAROL;
import static dev.ticketstream.command.ticket.Given.status;
import static dev.ticketstream.command.ticket.TicketScenario.ADMIN;
import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.CAROL;
import static dev.ticketstream.command.ticket.TicketScenario.TICKET_ID;
import static dev.ticketstream.command.ticket.TicketScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.DeleteTicket;
import dev.ticketstream.command.ticket.TicketCommand.MarkDuplicateOf;
import dev.ticketstream.command.ticket.TicketCommand.RemoveRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.RestoreTicket;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RelatedTicket.Kind;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.RelatedAdded;
import dev.ticketstream.events.TicketChange.RelatedRemoved;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketChange.TicketRestored;
import dev.ticketstream.events.TicketLimits;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelationTests {

  private static final UUID OTHER_ID = new UUID(7, 2);
  private static final UUID THIRD_ID = new UUID(7, 3);
  private static final TicketSnapshot OTHER = ticket(OTHER_ID);

  @ParameterizedTest
  @EnumSource(Kind.class)
  void relatesAndTellsTheOtherTicket(Kind kind) {
    given(CREATED_BY_CAROL)
        .with(OTHER)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, kind))
        .then(new RelatedAdded(to(OTHER_ID, kind)));
    TicketSnapshot ticket = ticket(TICKET_ID);
    assertThat(Relations.mirrored(ticket, List.of(new RelatedAdded(to(OTHER_ID, kind)))))
        .containsExactly(new RelatedAdded(to(TICKET_ID, kind.inverse())));
    assertThat(Relations.mirrored(ticket, List.of(new RelatedRemoved(to(OTHER_ID, kind)))))
        .containsExactly(new RelatedRemoved(to(TICKET_ID, kind.inverse())));
  }

  @Test
  void theSameRelationAgainChangesNothing() {
    for (Kind kind : Kind.values()) {
      given(CREATED_BY_CAROL, new RelatedAdded(to(OTHER_ID, kind)))
          .with(OTHER)
          .when(ALICE, new AddRelatedTicket(OTHER_ID, kind))
          .thenNothing();
    }
  }

  @Test
  void aCloserRelationTakesThePlaceOfRelated() {
    given(CREATED_BY_CAROL, new RelatedAdded(to(OTHER_ID, Kind.RELATED)))
        .with(ticket(OTHER_ID, to(TICKET_ID, Kind.RELATED)))
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.CHILD))
        .then(
            new RelatedRemoved(to(OTHER_ID, Kind.RELATED)),
            new RelatedAdded(to(OTHER_ID, Kind.CHILD)));
  }

  @Test
  void noOtherRelationIsReplaced() {
    for (Kind existing : List.of(Kind.PARENT, Kind.CHILD, Kind.DUPLICATE, Kind.ORIGINAL)) {
      for (Kind wanted : Kind.values()) {
        if (wanted != existing) {
          given(CREATED_BY_CAROL, new RelatedAdded(to(OTHER_ID, existing)))
              .with(ticket(OTHER_ID, to(TICKET_ID, existing.inverse())), TICKET_ID)
              .when(ALICE, new AddRelatedTicket(OTHER_ID, wanted))
              .thenRefused(ErrorCode.INVALID_INPUT);
        }
      }
    }
  }

  @Test
  void refusesATicketToItself() {
    for (Kind kind : Kind.values()) {
      given(CREATED_BY_CAROL)
          .with(ticket(TICKET_ID))
          .when(ALICE, new AddRelatedTicket(TICKET_ID, kind))
          .thenRefused(ErrorCode.INVALID_INPUT);
    }
    given(CREATED_BY_CAROL)
        .with(ticket(TICKET_ID))
        .when(ALICE, new MarkDuplicateOf(TICKET_ID))
        .thenRefused(ErrorCode.INVALID_INPUT);
  }

  @Test
  void aTicketHasOneParent() {
    CommandRejectedException refusal =
        given(CREATED_BY_CAROL, new RelatedAdded(to(THIRD_ID, Kind.PARENT)))
            .with(OTHER)
            .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.PARENT))
            .thenRefused(ErrorCode.INVALID_INPUT);
    assertThat(refusal.reason()).contains("TKT-000001").contains("TKT-000003");
    given(CREATED_BY_CAROL)
        .with(ticket(OTHER_ID, to(THIRD_ID, Kind.PARENT)))
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.CHILD))
        .thenRefused(ErrorCode.INVALID_INPUT);
    given(CREATED_BY_CAROL, new RelatedAdded(to(THIRD_ID, Kind.CHILD)))
        .with(OTHER)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.CHILD))
        .then(new RelatedAdded(to(OTHER_ID, Kind.CHILD)));
  }

  @Test
  void nothingStandsAboveItself() {
    given(CREATED_BY_CAROL, new RelatedAdded(to(THIRD_ID, Kind.CHILD)))
        .with(OTHER, THIRD_ID, TICKET_ID)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.PARENT))
        .thenRefused(ErrorCode.INVALID_INPUT);
    given(CREATED_BY_CAROL, new RelatedAdded(to(THIRD_ID, Kind.PARENT)))
        .with(OTHER, THIRD_ID, OTHER_ID)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.CHILD))
        .thenRefused(ErrorCode.INVALID_INPUT);
  }

  @Test
  void theHierarchyHasALimitedDepth() {
    UUID[] above = IntStream.range(0, 50).mapToObj(i -> new UUID(8, i)).toArray(UUID[]::new);
    given(CREATED_BY_CAROL)
        .with(OTHER, above)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.PARENT))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    given(CREATED_BY_CAROL)
        .with(OTHER, List.of(above).subList(1, 50).toArray(UUID[]::new))
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.PARENT))
        .then(new RelatedAdded(to(OTHER_ID, Kind.PARENT)));
  }

  @Test
  void bothTicketsHaveALimitedNumberOfRelations() {
    RelatedTicket[] full =
        IntStream.range(0, TicketLimits.RELATIONS_MAX)
            .mapToObj(i -> new RelatedTicket(new UUID(9, i), "TKT-9" + i, Kind.RELATED))
            .toArray(RelatedTicket[]::new);
    given(CREATED_BY_CAROL)
        .with(ticket(OTHER_ID, full))
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.RELATED))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    TicketChange[] related =
        List.of(full).stream().map(RelatedAdded::new).toArray(TicketChange[]::new);
    TicketScenario fullTicket = given(CREATED_BY_CAROL).and(related);
    fullTicket
        .with(OTHER)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.RELATED))
        .thenRefused(ErrorCode.LIMIT_EXCEEDED);
    fullTicket
        .with(ticket(full[0].ticketId()))
        .when(ALICE, new AddRelatedTicket(full[0].ticketId(), Kind.CHILD))
        .outcomeHasSize(2);
  }

  @Test
  void aTicketThatTheActorMayNotSeeIsNotFound() {
    given(CREATED_BY_CAROL)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.RELATED))
        .thenRefused(ErrorCode.NOT_FOUND);
    given(CREATED_BY_CAROL)
        .when(ALICE, new RemoveRelatedTicket(OTHER_ID))
        .thenRefused(ErrorCode.NOT_FOUND);
    given(CREATED_BY_CAROL)
        .when(ALICE, new MarkDuplicateOf(OTHER_ID))
        .thenRefused(ErrorCode.NOT_FOUND);
  }

  @Test
  void aDeletedTicketGetsNoNewRelations() {
    TicketSnapshot deleted = OTHER.toBuilder().deleted(true).build();
    given(CREATED_BY_CAROL)
        .with(deleted)
        .when(ADMIN, new AddRelatedTicket(OTHER_ID, Kind.RELATED))
        .thenRefused(ErrorCode.INVALID_TRANSITION);
    given(CREATED_BY_CAROL, new TicketDeleted())
        .with(OTHER)
        .when(ADMIN, new AddRelatedTicket(OTHER_ID, Kind.RELATED))
        .thenRefused(ErrorCode.INVALID_TRANSITION);
  }

  @Test
  void dissolvesRelationsAlsoToTicketsThatTheActorMayNotSee() {
    given(CREATED_BY_CAROL, new RelatedAdded(to(OTHER_ID, Kind.PARENT)))
        .when(ALICE, new RemoveRelatedTicket(OTHER_ID))
        .then(new RelatedRemoved(to(OTHER_ID, Kind.PARENT)));
    given(CREATED_BY_CAROL)
        .with(OTHER)
        .when(ALICE, new RemoveRelatedTicket(OTHER_ID))
        .thenNothing();
  }

  @Test
  void customersRelateNothing() {
    given(CREATED_BY_CAROL)
        .with(OTHER)
        .when(CAROL, new AddRelatedTicket(OTHER_ID, Kind.RELATED))
        .thenRefused(ErrorCode.FORBIDDEN);
    given(CREATED_BY_CAROL)
        .with(OTHER)
        .when(CAROL, new RemoveRelatedTicket(OTHER_ID))
        .thenRefused(ErrorCode.FORBIDDEN);
    given(CREATED_BY_CAROL)
        .with(OTHER)
        .when(CAROL, new MarkDuplicateOf(OTHER_ID))
        .thenRefused(ErrorCode.FORBIDDEN);
  }

  @ParameterizedTest
  @EnumSource(
      value = TicketStatus.class,
      names = {"NEW", "CLOSED"},
      mode = EnumSource.Mode.EXCLUDE)
  void marksDuplicatesFromAnyOpenState(TicketStatus from) {
    TicketScenario scenario = given(CREATED_BY_CAROL, status(TicketStatus.NEW, from));
    List<TicketChange> changes =
        scenario.with(OTHER).when(ALICE, new MarkDuplicateOf(OTHER_ID)).decision().get();
    assertThat(changes).startsWith(new RelatedAdded(to(OTHER_ID, Kind.ORIGINAL)));
    TicketSnapshot after = scenario.and(changes.toArray(TicketChange[]::new)).state();
    assertThat(after).extracting(TicketSnapshot::status).isEqualTo(TicketStatus.CLOSED);
  }

  @Test
  void aClosedDuplicateStaysClosedAndAReopenedOneIsClosedAgain() {
    TicketChange closed = status(TicketStatus.NEW, TicketStatus.CLOSED);
    given(CREATED_BY_CAROL, closed)
        .with(OTHER)
        .when(ALICE, new MarkDuplicateOf(OTHER_ID))
        .then(new RelatedAdded(to(OTHER_ID, Kind.ORIGINAL)));
    TicketScenario marked =
        given(CREATED_BY_CAROL, new RelatedAdded(to(OTHER_ID, Kind.ORIGINAL)))
            .with(ticket(OTHER_ID, to(TICKET_ID, Kind.DUPLICATE)));
    marked.when(ALICE, new MarkDuplicateOf(OTHER_ID)).then(closed);
    marked
        .and(closed)
        .with(ticket(OTHER_ID, to(TICKET_ID, Kind.DUPLICATE)))
        .when(ALICE, new MarkDuplicateOf(OTHER_ID))
        .thenNothing();
  }

  @Test
  void aDuplicateHasOneOriginal() {
    given(CREATED_BY_CAROL, new RelatedAdded(to(THIRD_ID, Kind.ORIGINAL)))
        .with(OTHER)
        .when(ALICE, new MarkDuplicateOf(OTHER_ID))
        .thenRefused(ErrorCode.INVALID_INPUT);
    given(CREATED_BY_CAROL)
        .with(ticket(OTHER_ID, to(THIRD_ID, Kind.ORIGINAL)))
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.DUPLICATE))
        .thenRefused(ErrorCode.INVALID_INPUT);
  }

  @Test
  void anOriginalIsNoDuplicateItself() {
    CommandRejectedException refusal =
        given(CREATED_BY_CAROL)
            .with(ticket(OTHER_ID, to(THIRD_ID, Kind.ORIGINAL)))
            .when(ALICE, new MarkDuplicateOf(OTHER_ID))
            .thenRefused(ErrorCode.INVALID_INPUT);
    assertThat(refusal.reason())
        .isEqualTo("TKT-000002 is itself a duplicate of TKT-000003: name that one.");
    given(CREATED_BY_CAROL, new RelatedAdded(to(THIRD_ID, Kind.ORIGINAL)))
        .with(OTHER)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.DUPLICATE))
        .thenRefused(ErrorCode.INVALID_INPUT);
  }

  @Test
  void anOriginalWithDuplicatesMayTurnOutToBeADuplicate() {
    given(CREATED_BY_CAROL, new RelatedAdded(to(THIRD_ID, Kind.DUPLICATE)))
        .with(OTHER)
        .when(ALICE, new AddRelatedTicket(OTHER_ID, Kind.ORIGINAL))
        .then(new RelatedAdded(to(OTHER_ID, Kind.ORIGINAL)));
  }

  @Test
  void adminsRestoreDeletedTickets() {
    given(CREATED_BY_CAROL, new TicketDeleted())
        .when(ADMIN, new RestoreTicket())
        .then(new TicketRestored());
    given(CREATED_BY_CAROL).when(ADMIN, new RestoreTicket()).thenNothing();
    given(CREATED_BY_CAROL, new TicketDeleted())
        .when(ALICE, new RestoreTicket())
        .thenRefused(ErrorCode.NOT_FOUND);
    given(CREATED_BY_CAROL).when(ALICE, new RestoreTicket()).thenRefused(ErrorCode.FORBIDDEN);
    given(CREATED_BY_CAROL, new TicketDeleted(), new TicketRestored())
        .when(ALICE, new DeleteTicket())
        .then(new TicketDeleted());
  }

  private static RelatedTicket to(UUID id, Kind kind) {
    return new RelatedTicket(id, reference(id), kind);
  }

  private static TicketSnapshot ticket(UUID id, RelatedTicket... related) {
    List<TicketChange> changes = new ArrayList<>();
    List.of(related).forEach(relation -> changes.add(new RelatedAdded(relation)));
    return TicketScenario.ticket(id, reference(id), changes);
  }

  private static String reference(UUID id) {
    return id.equals(TICKET_ID)
        ? "TKT-000001"
        : "TKT-00000" + Objects.requireNonNull(id).getLeastSignificantBits();
  }
}
