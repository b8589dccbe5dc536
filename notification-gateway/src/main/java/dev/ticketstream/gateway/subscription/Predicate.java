package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's filter and its viewer's rights, compiled. It decides like {@link
 * SubscriptionMatcher}, but for the ticket's id, which is left to the index: sets of our small
 * vocabularies are bits, and what cannot change the decision is absent, so that subscriptions which
 * are always decided alike have equal predicates.
 *
 * @param term under what it is filed
 * @param rights which tickets the viewer sees
 * @param types event types, by ordinal
 * @param statuses one of these before or after
 * @param priorities one of these before or after
 * @param relations one of these to the viewer before or after; 0 does not restrict
 * @param assignee the assignee before or after; {@code null} does not restrict
 * @param teams one of these before or after; {@code null} does not restrict
 * @param userId the viewer, where it matters who it is
 * @param ownTeams the viewer's teams, where they matter
 */
record Predicate(
    Term term,
    Rights rights,
    int types,
    int statuses,
    int priorities,
    int relations,
    @Nullable String assignee,
    @Nullable Set<String> teams,
    @Nullable String userId,
    Set<String> ownTeams) {

  private static final int ALL = -1;

  static Predicate of(Viewer viewer, SubscriptionFilter filter, TicketVisibility visibility) {
    Rights rights = Rights.of(viewer, visibility);
    int relations = bits(filter.relations());
    return new Predicate(
        Term.of(filter, rights),
        rights,
        criterion(filter.eventTypes()),
        criterion(filter.statuses()),
        criterion(filter.priorities()),
        relations,
        filter.assignedToUserId(),
        filter.teams(),
        relations != 0 || rights.dependOnViewer() ? viewer.id() : null,
        rights == Rights.OWN_TEAMS ? viewer.teams() : Set.of());
  }

  /** How the event matches, its ticket's id aside, or {@code null} when it is not for them. */
  @Nullable Match match(EventTerms event) {
    if (!has(types, event.type()) || (event.internal() && !rights.isStaff())) {
      return null;
    }
    TicketFacets before = event.before();
    TicketFacets after = event.after();
    boolean seen = sees(after);
    boolean matchedBefore = before != null && meets(before) && sees(before);
    boolean matchesAfter = seen && meets(after);
    if (!matchedBefore && !matchesAfter) {
      return null;
    }
    // An admin goes on seeing a deleted ticket, but lists drop it.
    boolean listedBefore = matchedBefore && before != null && !before.deleted();
    boolean listedAfter = matchesAfter && !after.deleted();
    return Match.of(exposure(seen), MatchKind.of(listedBefore, listedAfter));
  }

  boolean admits(TicketStatus status) {
    return has(statuses, status);
  }

  boolean admits(TicketPriority priority) {
    return has(priorities, priority);
  }

  /** Whether it is filed under the team, or the lack of one, that the ticket has. */
  boolean isFiledUnderTeamOf(TicketFacets ticket) {
    return switch (term) {
      case TEAM -> isOfTeams(ticket);
      case OWN_TEAMS -> isOfOwnTeams(ticket);
      case NONE, TICKET, ASSIGNEE, USER, TYPE, PRIORITY, STATUS, ANY -> false;
    };
  }

  private Exposure exposure(boolean seen) {
    if (seen) {
      return rights.isStaff() ? Exposure.STAFF : Exposure.PUBLIC;
    }
    return rights.isStaff() ? Exposure.STAFF_DEPARTURE : Exposure.PUBLIC_DEPARTURE;
  }

  private boolean meets(TicketFacets ticket) {
    return admits(ticket.status())
        && admits(ticket.priority())
        && (assignee == null || assignee.equals(ticket.assigneeId()))
        && isOfTeams(ticket)
        && (relations == 0 || isRelated(relations, ticket));
  }

  private boolean sees(TicketFacets ticket) {
    return switch (rights) {
      case EVERYTHING -> true;
      case ALL_TICKETS -> !ticket.deleted();
      case OWN_TEAMS -> !ticket.deleted() && (isOfOwnTeams(ticket) || isRelated(ALL, ticket));
      case OWN_TICKETS -> !ticket.deleted() && isRelated(ALL, ticket);
    };
  }

  private boolean isOfTeams(TicketFacets ticket) {
    return teams == null || (ticket.team() != null && teams.contains(ticket.team()));
  }

  private boolean isOfOwnTeams(TicketFacets ticket) {
    return ticket.team() == null || ownTeams.contains(ticket.team());
  }

  private boolean isRelated(int kinds, TicketFacets ticket) {
    String user = userId;
    return user != null
        && ((has(kinds, Relation.CREATED) && user.equals(ticket.creatorId()))
            || (has(kinds, Relation.ASSIGNED) && user.equals(ticket.assigneeId()))
            || (has(kinds, Relation.WATCHED) && ticket.watcherIds().contains(user)));
  }

  private static int criterion(@Nullable Set<? extends Enum<?>> values) {
    return values == null ? ALL : bits(values);
  }

  private static int bits(Set<? extends Enum<?>> values) {
    int bits = 0;
    for (Enum<?> value : values) {
      bits |= 1 << value.ordinal();
    }
    return bits;
  }

  private static boolean has(int bits, Enum<?> value) {
    return (bits & (1 << value.ordinal())) != 0;
  }
}
