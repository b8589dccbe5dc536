package dev.ticketstream.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.fixtures.TicketStory;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TermTests {

  @Test
  void isTheMostSelectiveThatTheFilterHas() {
    FilterBuilder filter = new FilterBuilder();
    assertThat(term(filter)).isEqualTo(Term.ANY);
    filter.statuses(Set.of(TicketStatus.OPEN));
    assertThat(term(filter)).isEqualTo(Term.STATUS);
    filter.priorities(Set.of(TicketPriority.HIGH));
    assertThat(term(filter)).isEqualTo(Term.PRIORITY);
    filter.types(Set.of(EventType.COMMENTED));
    assertThat(term(filter)).isEqualTo(Term.TYPE);
    filter.teams(Set.of("first-line"));
    assertThat(term(filter)).isEqualTo(Term.TEAM);
    filter.relations(Set.of(Relation.WATCHED));
    assertThat(term(filter)).isEqualTo(Term.USER);
    filter.assignee("alice");
    assertThat(term(filter)).isEqualTo(Term.ASSIGNEE);
    filter.tickets(Set.of(TicketStory.ticketId(1)));
    assertThat(term(filter)).isEqualTo(Term.TICKET);
    filter.types(Set.of());
    assertThat(term(filter)).isEqualTo(Term.NONE);
  }

  @Test
  void isTheUserWhereOnlyTheirOwnTicketsAreSeen() {
    assertThat(Term.of(SubscriptionFilter.ALL, Rights.OWN_TICKETS)).isEqualTo(Term.USER);
    assertThat(Term.of(SubscriptionFilter.ALL, Rights.OWN_TEAMS)).isEqualTo(Term.OWN_TEAMS);
  }

  @Test
  void isNoneOfMoreThanHalfOfTheValues() {
    FilterBuilder filter = new FilterBuilder();
    filter.priorities(EnumSet.of(TicketPriority.LOW, TicketPriority.HIGH));
    assertThat(term(filter)).isEqualTo(Term.PRIORITY);
    filter.priorities(EnumSet.complementOf(EnumSet.of(TicketPriority.LOW)));
    assertThat(term(filter)).isEqualTo(Term.ANY);
  }

  private static Term term(FilterBuilder filter) {
    return Term.of(filter.build(), Rights.ALL_TICKETS);
  }
}
