package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.DecisionContext.OtherTicket;
import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.MarkDuplicateOf;
import dev.ticketstream.command.ticket.TicketCommand.RemoveRelatedTicket;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RelatedTicket.Kind;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.TicketVisibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random relations among a few tickets never contradict each other. */
class RelationInvariantsTests {

  private static final int TICKETS = 6;

  private final Map<UUID, TicketSnapshot> tickets = new TreeMap<>();
  private int carriedOut;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyRelationStandsOnBothTicketsAndNothingStandsAboveItself(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TICKETS; i++) {
      UUID id = new UUID(7, i);
      tickets.put(id, TicketScenario.ticket(id, "TKT-00000" + i, List.of()));
    }
    for (int i = 0; i < 500; i++) {
      UUID first = new UUID(7, random.nextInt(TICKETS));
      carryOut(first, command(random, new UUID(7, random.nextInt(TICKETS))));
      tickets.values().forEach(this::check);
    }
    assertThat(carriedOut).isGreaterThan(100);
  }

  private static TicketCommand command(Random random, UUID other) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new RemoveRelatedTicket(other);
      case 2 -> new MarkDuplicateOf(other);
      default -> new AddRelatedTicket(other, Kind.values()[random.nextInt(Kind.values().length)]);
    };
  }

  private void carryOut(UUID id, TicketCommand command) {
    TicketSnapshot ticket = ticket(id);
    TicketSnapshot other = ticket(Objects.requireNonNull(command.otherTicketId()));
    DecisionContext context =
        new DecisionContext(
            ADMIN,
            TicketScenario.START,
            TicketScenario.NEW_ID,
            () -> "",
            Map.of(),
            Set.of(),
            null,
            new OtherTicket(other, aboveParent(command, ticket, other)),
            null);
    TicketDecider decider =
        new TicketDecider(TicketScenario.RULES, new TicketVisibility(AgentScope.ALL_TICKETS));
    try {
      List<TicketChange> changes = decider.decide(command, ticket, context);
      apply(ticket, changes);
      apply(other, Relations.mirrored(ticket, changes));
      carriedOut += changes.isEmpty() ? 0 : 1;
    } catch (CommandRejectedException e) {
      assertThat(e.code()).as(e.reason()).isEqualTo(ErrorCode.INVALID_INPUT);
    }
  }

  private void apply(TicketSnapshot to, List<TicketChange> changes) {
    TicketSnapshot state = to;
    for (TicketChange change : changes) {
      state = TicketEvolution.evolve(state, change, to.id(), TicketScenario.START);
    }
    tickets.put(to.id(), Objects.requireNonNull(state));
  }

  private List<UUID> aboveParent(
      TicketCommand command, TicketSnapshot ticket, TicketSnapshot other) {
    return switch (command) {
      case AddRelatedTicket(_, Kind kind) when kind == Kind.PARENT -> above(other);
      case AddRelatedTicket(_, Kind kind) when kind == Kind.CHILD -> above(ticket);
      default -> List.of();
    };
  }

  private List<UUID> above(TicketSnapshot parent) {
    List<UUID> above = new ArrayList<>();
    Optional<UUID> next = only(parent, Kind.PARENT);
    while (next.isPresent()) {
      above.add(next.get());
      next = only(ticket(next.get()), Kind.PARENT);
    }
    return above;
  }

  private void check(TicketSnapshot ticket) {
    Set<UUID> related = new HashSet<>();
    for (RelatedTicket relation : ticket.relatedTickets()) {
      assertThat(related.add(relation.ticketId())).as("one relation between two").isTrue();
      assertThat(relation.ticketId()).as("not to itself").isNotEqualTo(ticket.id());
      assertThat(ticket(relation.ticketId()).relatedTickets())
          .contains(Relations.to(ticket, relation.kind().inverse()));
    }
    for (Kind kind : List.of(Kind.PARENT, Kind.ORIGINAL)) {
      Set<UUID> seen = new HashSet<>();
      Optional<UUID> next = Optional.of(ticket.id());
      while (next.isPresent()) {
        assertThat(seen.add(next.get())).as("no cycle of kind " + kind).isTrue();
        next = only(ticket(next.get()), kind);
      }
    }
  }

  private static Optional<UUID> only(TicketSnapshot ticket, Kind kind) {
    List<UUID> found =
        ticket.relatedTickets().stream()
            .filter(related -> related.kind() == kind)
            .map(RelatedTicket::ticketId)
            .toList();
    assertThat(found).as("at most one " + kind).hasSizeLessThan(2);
    return found.stream().findFirst();
  }

  private TicketSnapshot ticket(UUID id) {
    return Objects.requireNonNull(tickets.get(id));
  }
}
