package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.notFound;
import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;
import static java.util.stream.Collectors.toSet;

import dev.ticketstream.command.mention.PossibleMention;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is named in a comment. A mention must not tell anybody of a ticket or a comment that they may
 * not see, and must not tell the author whether a user is unknown or may not see it.
 */
final class Mentions {

  /** Most users named in one comment. */
  static final int MENTIONS_MAX = PossibleMention.MENTIONS_MAX;

  private final TicketVisibility visibility;
  private final EventRedactor redactor;

  Mentions(TicketVisibility visibility) {
    this.visibility = visibility;
    this.redactor = new EventRedactor(visibility);
  }

  /**
   * The users whom a comment mentions: those named by id, who must be right, and those whom the
   * text names, where what names nobody stays text.
   */
  List<UserRef> of(
      String body,
      List<String> ids,
      boolean internal,
      TicketSnapshot state,
      DecisionContext context) {
    Set<String> distinct = new LinkedHashSet<>(ids);
    if (distinct.size() > MENTIONS_MAX) {
      throw tooLarge(
          "A comment mentions at most %d users.".formatted(MENTIONS_MAX), "input.mentions");
    }
    TicketFacets ticket = facets(state, context.actor());
    Map<String, UserRef> mentioned = new LinkedHashMap<>();
    for (String id : distinct) {
      Viewer user = mentionable(id, internal, ticket, context);
      if (user == null) {
        throw notFound("A mentioned user is unknown or may not see this.", "input.mentions");
      }
      mentioned.put(id, user.user());
    }
    for (PossibleMention possible : PossibleMention.in(body)) {
      // The longest id of those who may be mentioned, so that a user whom the author must not know
      // of changes nothing.
      for (String id : possible.ids()) {
        Viewer user = mentionable(id, internal, ticket, context);
        if (user != null) {
          if (mentioned.size() < MENTIONS_MAX) {
            mentioned.putIfAbsent(id, user.user());
          }
          break;
        }
      }
    }
    return List.copyOf(mentioned.values());
  }

  /** Staff who are mentioned and were not before begin to watch, as far as there is room. */
  List<TicketChange> watchers(
      List<UserRef> mentioned,
      List<UserRef> before,
      TicketSnapshot state,
      DecisionContext context) {
    Set<String> known = before.stream().map(UserRef::id).collect(toSet());
    long room = Watching.OF_A_KIND_MAX - Watching.count(state, true);
    return mentioned.stream()
        .filter(user -> !known.contains(user.id()) && !Watching.isWatching(state, user.id()))
        .filter(user -> isStaff(context.users().get(user.id())))
        .limit(Math.max(0, room))
        .<TicketChange>map(user -> new WatcherAdded(new Watcher(user, true)))
        .toList();
  }

  private @Nullable Viewer mentionable(
      String id, boolean internal, TicketFacets ticket, DecisionContext context) {
    Viewer user = context.users().get(id);
    return user != null && visibility.canSee(user, ticket) && (!internal || user.isStaff())
        ? user
        : null;
  }

  /** A customer must not find out by mentioning who of the staff watches. */
  private TicketFacets facets(TicketSnapshot state, Viewer actor) {
    return actor.isStaff() ? state.facets() : redactor.redact(state, Exposure.PUBLIC).facets();
  }

  private static boolean isStaff(@Nullable Viewer user) {
    return user != null && user.isStaff();
  }
}
