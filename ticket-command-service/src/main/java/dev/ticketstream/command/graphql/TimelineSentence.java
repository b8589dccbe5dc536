package dev.ticketstream.command.graphql;

import static java.time.ZoneOffset.UTC;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.access.VisibleEvent;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says an event as an English sentence, out of nothing but what its viewer may see of it. */
final class TimelineSentence {

  private static final int QUOTED_LENGTH_MAX = 100;

  private static final Map<String, String> FIELD_NAMES =
      Map.of(
          FieldChange.REQUEST, "the title",
          FieldChange.DESCRIPTION, "the description",
          FieldChange.REQUEST_TYPE, "the type",
          FieldChange.META, "the meta data");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(UTC);

  private TimelineSentence() {}

  static String of(VisibleEvent event) {
    String actor = name(event.actor().asUser());
    if (event.exposure().isDeparture()) {
      return event.eventType() == EventType.DELETED
          ? actor + " deleted the ticket"
          : actor + " changed the ticket, which cannot be seen any more";
    }
    String automatic = automatic(event, actor);
    return automatic == null ? actor + " " + deed(event) : automatic;
  }

  /** What is nobody's own deed, though it stands under the name of who set it going. */
  private static @Nullable String automatic(VisibleEvent event, String actor) {
    FieldChange change = first(event);
    if (change.field().equals(FieldChange.SLA_DEADLINE)) {
      String deadline = change.newValue();
      return deadline == null
          ? "The deadline was lifted automatically"
          : "The deadline moved automatically to " + minute(deadline);
    }
    // A move that nobody may make by hand: the requester has answered.
    return change.field().equals(FieldChange.STATUS)
            && TicketStatus.ON_HOLD.name().equals(change.oldValue())
            && TicketStatus.OPEN.name().equals(change.newValue())
        ? "The status moved automatically %s, because %s answered".formatted(fromTo(event), actor)
        : null;
  }

  private static String deed(VisibleEvent event) {
    return switch (event.eventType()) {
      case CREATED -> "created the ticket";
      case UPDATED -> update(event);
      case ASSIGNED -> assigned(event);
      case UNASSIGNED -> "took the ticket from its assignee";
      case STATUS_CHANGED -> "moved the status " + fromTo(event);
      case PRIORITY_CHANGED -> "moved the priority " + fromTo(event);
      case COMMENTED ->
          event.comment().map(comment -> comment.internal()).orElse(false)
              ? "commented internally"
              : "commented";
      case ATTACHMENT_ADDED -> "attached " + quoted(first(event).newValue());
      case DELETED -> "deleted the ticket";
      case RELATED_ADDED -> related(event);
      case RELATED_REMOVED -> "dissolved the relation to " + first(event).oldValue();
      case TAG_ADDED -> "added the tag " + quoted(first(event).newValue());
      case TAG_REMOVED -> "removed the tag " + quoted(first(event).oldValue());
    };
  }

  private static String update(VisibleEvent event) {
    FieldChange change = first(event);
    String oldValue = change.oldValue();
    String newValue = change.newValue();
    return switch (change.field()) {
      case FieldChange.WATCHERS -> watching(event, oldValue, newValue);
      case FieldChange.TEAM ->
          newValue == null
              ? "took the ticket from the team " + oldValue
              : "moved the ticket to the team " + newValue;
      case FieldChange.COMMENTS -> newValue == null ? "deleted a comment" : "edited a comment";
      case FieldChange.DELETED -> "restored the ticket";
      default ->
          event.changes().stream()
              .map(field -> FIELD_NAMES.getOrDefault(field.field(), field.field()))
              .collect(Collectors.joining(" and ", "changed ", ""));
    };
  }

  private static String related(VisibleEvent event) {
    String other = first(event).newValue();
    return switch (event.related().map(RelatedTicket::kind).orElse(RelatedTicket.Kind.RELATED)) {
      case RELATED -> "related the ticket to " + other;
      case PARENT -> "made " + other + " the ticket's parent";
      case CHILD -> "made " + other + " a child of the ticket";
      case DUPLICATE -> "marked " + other + " as a duplicate of the ticket";
      case ORIGINAL -> "marked the ticket as a duplicate of " + other;
    };
  }

  /** People do not read seconds of a deadline; the change has them. */
  private static String minute(String instant) {
    return MINUTE.format(Instant.parse(instant)) + " UTC";
  }

  private static String assigned(VisibleEvent event) {
    UserRef assignee = event.ticket().assignedTo();
    if (assignee == null) {
      return "assigned the ticket";
    }
    return assignee.id().equals(event.actor().asUser().id())
        ? "took the ticket"
        : "assigned the ticket to " + name(assignee);
  }

  private static String watching(
      VisibleEvent event, @Nullable String removed, @Nullable String added) {
    String actor = event.actor().asUser().id();
    if (added != null) {
      return added.equals(actor)
          ? "began to watch the ticket"
          : "added " + watcher(event, added) + " to the watchers";
    }
    return actor.equals(removed)
        ? "stopped watching the ticket"
        : "removed " + removed + " from the watchers";
  }

  private static String watcher(VisibleEvent event, String id) {
    return event.ticket().watchers().stream()
        .map(Watcher::user)
        .filter(user -> user.id().equals(id))
        .map(TimelineSentence::name)
        .findFirst()
        .orElse(id);
  }

  private static String fromTo(VisibleEvent event) {
    FieldChange change = first(event);
    return "from " + change.oldValue() + " to " + change.newValue();
  }

  /** What happened; an update of nothing that the viewer may know is one of unnamed details. */
  private static FieldChange first(VisibleEvent event) {
    List<FieldChange> changes = event.changes();
    return changes.isEmpty() ? new FieldChange("details", null, null) : changes.getFirst();
  }

  private static String name(UserRef user) {
    String name = (user.firstName() + " " + user.lastName()).strip();
    return name.isEmpty() ? user.id() : name;
  }

  private static String quoted(@Nullable String text) {
    String value = text == null ? "" : text;
    if (value.length() <= QUOTED_LENGTH_MAX) {
      return "“" + value + "”";
    }
    // Half of a character is no text that could be sent.
    boolean splits = Character.isHighSurrogate(value.charAt(QUOTED_LENGTH_MAX - 1));
    return "“" + value.substring(0, splits ? QUOTED_LENGTH_MAX - 1 : QUOTED_LENGTH_MAX) + "…”";
  }
}
