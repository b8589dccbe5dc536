package dev.ticketstream.events;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field's old and new value, for people to read. For a field that is a list (tags, watchers,
 * related tickets, comments, attachments) the values are the one element that came or went, never
 * the whole list: a tag's name, a user's id, a ticket's reference, a comment's id, a file's name.
 *
 * @param field the ticket field's API name, one of the constants here
 * @param oldValue the value before, {@code null} when there was none
 * @param newValue the value after, {@code null} when there is none
 */
public record FieldChange(String field, @Nullable String oldValue, @Nullable String newValue) {

  public static final String REQUEST = "request";
  public static final String DESCRIPTION = "description";
  public static final String REQUEST_TYPE = "requestType";
  public static final String STATUS = "status";
  public static final String PRIORITY = "priority";
  public static final String ASSIGNED_TO = "assignedTo";
  public static final String TEAM = "team";
  public static final String WATCHERS = "watchers";
  public static final String TAGS = "tags";
  public static final String RELATED_TICKETS = "relatedTickets";
  public static final String COMMENTS = "comments";
  public static final String ATTACHMENTS = "attachments";
  public static final String META = "meta";
  public static final String SLA_DEADLINE = "slaDeadline";
  public static final String DELETED = "deleted";

  /**
   * The fields whose changes customers may see, in events that are not {@linkplain
   * SupportTicketEvent#internal() internal}. A field that is not listed here is staff only.
   */
  public static final Set<String> PUBLIC_FIELDS =
      Set.of(
          REQUEST,
          DESCRIPTION,
          REQUEST_TYPE,
          STATUS,
          PRIORITY,
          ASSIGNED_TO,
          TEAM,
          TAGS,
          COMMENTS,
          ATTACHMENTS,
          META,
          SLA_DEADLINE,
          DELETED);
}
