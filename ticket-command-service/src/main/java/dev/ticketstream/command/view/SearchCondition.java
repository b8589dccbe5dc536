package dev.ticketstream.command.view;

import static java.time.ZoneOffset.UTC;

import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TicketFilter} without its text, and what its viewer may see, as a condition on {@code
 * ticket t}.
 */
final class SearchCondition {

  /** {@code TicketSnapshot.isOverdue} in SQL; {@code :now} is the time at which it is read. */
  static final String OVERDUE =
      "coalesce(t.sla_deadline < coalesce(t.on_hold_since, :now), false)"
          + " and t.status not in ('RESOLVED', 'CLOSED')";

  private final List<String> terms = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();
  private final Viewer viewer;
  private final String tickets;

  SearchCondition(TicketVisibility visibility, Viewer viewer, TicketFilter filter, Instant now) {
    this.viewer = viewer;
    VisibilityPredicate visible = VisibilityPredicate.of(visibility, viewer);
    parameters.putAll(visible.parameters());
    if (viewer.isStaff()) {
      tickets = "ticket t";
      terms.add("(" + visible.sql() + ")");
    } else {
      tickets = "(select * from ticket t where " + visible.sql() + " offset 0) as t";
    }
    parameters.put("now", now.atOffset(UTC));
    // Deleted tickets leave all lists, also an admin's, who has to ask for them.
    terms.add(filter.deleted() ? "t.deleted" : "not t.deleted");
    add(filter);
  }

  /**
   * Where the tickets come from. A customer's own are few and looked up first ({@code offset 0}
   * keeps PostgreSQL from doing otherwise): it would walk through everybody's until it met enough
   * of them, and what others have would tell in the time that it takes.
   */
  String tickets() {
    return tickets;
  }

  String sql() {
    return String.join(" and ", terms);
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /** What "updated" means to the viewer: internal work does not move a customer's date. */
  static String updatedDate(Viewer viewer) {
    return viewer.isStaff() ? "t.updated_date" : "t.public_updated_date";
  }

  /** Restricts to what comes after a place in the order. */
  void after(String orderBy, String type, boolean ascending, TicketOrder.Place place) {
    terms.add(
        "(%s, t.id) %s (cast(:placeValue as %s), :placeId)"
            .formatted(orderBy, ascending ? ">" : "<", type));
    parameters.put("placeValue", place.value());
    parameters.put("placeId", place.id());
  }

  /**
   * Restricts to tickets in which a text is found.
   *
   * @param text the text
   * @param known a wanted term that is found in all tickets that come into question, -1 for none
   */
  void text(TextCondition text, int known) {
    terms.add(text.sql(known));
    parameters.putAll(text.parameters());
  }

  /** Restricts to some tickets. */
  void among(UUID[] ticketIds) {
    terms.add("t.id = any(:among)");
    parameters.put("among", ticketIds);
  }

  private void add(TicketFilter filter) {
    anyOf("t.status", "statuses", filter.statuses());
    anyOf("t.priority", "priorities", filter.priorities());
    anyOf("t.request_type", "requestTypes", filter.requestTypes());
    anyOf("t.assigned_to_id", "assigneeIds", filter.assigneeIds());
    anyOf("t.created_by_id", "creatorIds", filter.creatorIds());
    anyOf("t.team", "teams", filter.teams());
    either("t.assigned_to_id is null", filter.unassigned());
    either("t.team is null", filter.withoutTeam());
    if (filter.watched() != null) {
      either("t.watcher_ids @> array[:watcher]::text[]", filter.watched());
      parameters.put("watcher", viewer.id());
    }
    List<String> tags = filter.tags();
    if (tags != null) {
      terms.add(tags.isEmpty() ? "false" : "t.tags @> cast(:tags as text[])");
      parameters.put("tags", tags.toArray(String[]::new));
    }
    if (filter.anyTags() != null) {
      terms.add("t.tags && cast(:anyTags as text[])");
      parameters.put("anyTags", filter.anyTags().toArray(String[]::new));
    }
    if (filter.overdue() != null) {
      either(OVERDUE, filter.overdue());
    }
    bound("t.created_date >=", "createdFrom", filter.createdFrom());
    bound("t.created_date <", "createdBefore", filter.createdBefore());
    bound(updatedDate(viewer) + " >=", "updatedFrom", filter.updatedFrom());
    bound(updatedDate(viewer) + " <", "updatedBefore", filter.updatedBefore());
    bound("t.sla_deadline >=", "deadlineFrom", filter.deadlineFrom());
    bound("t.sla_deadline <", "deadlineBefore", filter.deadlineBefore());
    bound("t.resolved_date >=", "resolvedFrom", filter.resolvedFrom());
    bound("t.resolved_date <", "resolvedBefore", filter.resolvedBefore());
  }

  private void anyOf(String column, String name, @Nullable Collection<?> values) {
    if (values != null) {
      terms.add(column + " = any(:" + name + ")");
      parameters.put(name, values.stream().map(Object::toString).toArray(String[]::new));
    }
  }

  private void either(String condition, @Nullable Boolean wanted) {
    if (wanted != null) {
      terms.add(wanted ? "(" + condition + ")" : "not (" + condition + ")");
    }
  }

  private void bound(String comparison, String name, @Nullable Instant time) {
    if (time != null) {
      terms.add(comparison + " :" + name);
      parameters.put(name, time.atOffset(UTC));
    }
  }
}
