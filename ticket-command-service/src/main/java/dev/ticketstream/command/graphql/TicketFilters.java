package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;

import dev.ticketstream.command.ticket.TextRules;
import dev.ticketstream.command.view.SearchText;
import dev.ticketstream.command.view.TicketFilter;
import dev.ticketstream.command.view.TicketOrder;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code TicketFilter} and {@code TicketOrder} inputs. */
public final class TicketFilters {

  /** Longest full-text query, in characters. */
  private static final int TEXT_LENGTH_MAX = 200;

  /** Most terms of a full-text query. */
  private static final int TERMS_MAX = 20;

  private static final TicketOrder DEFAULT_ORDER =
      new TicketOrder(TicketOrder.Field.UPDATED_DATE, false);

  private TicketFilters() {}

  /**
   * Reads a filter.
   *
   * @param fields the input, typed as the schema says; {@code null} for one that lets all pass
   * @throws dev.ticketstream.command.ticket.CommandRejectedException when a field is wrong
   */
  public static TicketFilter read(@Nullable Map<String, Object> fields) {
    InputReader input = new InputReader(fields == null ? Map.of() : fields, "filter");
    return new TicketFilter(
        input.constants(TicketStatus.class, "statuses"),
        input.constants(TicketPriority.class, "priorities"),
        input.constants(RequestType.class, "requestTypes"),
        input.ids("assignedToUserIds"),
        input.flag("unassigned"),
        input.ids("createdByUserIds"),
        input.flag("watched"),
        input.ids("teams"),
        input.flag("withoutTeam"),
        input.ids("tags"),
        input.ids("anyTags"),
        input.flag("overdue"),
        input.time("createdFrom"),
        input.time("createdBefore"),
        input.time("updatedFrom"),
        input.time("updatedBefore"),
        input.time("deadlineFrom"),
        input.time("deadlineBefore"),
        input.time("resolvedFrom"),
        input.time("resolvedBefore"),
        text(input.text("text")),
        Boolean.TRUE.equals(input.flag("deleted")));
  }

  private static @Nullable SearchText text(@Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    SearchText text = SearchText.parse(TextRules.text(typed, TEXT_LENGTH_MAX, "filter.text"));
    if (text.terms().size() > TERMS_MAX) {
      throw tooLarge(
          "The text has %d terms; the limit is %d.".formatted(text.terms().size(), TERMS_MAX),
          "filter.text");
    }
    return text;
  }

  /**
   * @param fields the input, {@code null} for the default
   * @param filter which tickets are to be ordered
   */
  static TicketOrder readOrder(@Nullable Map<String, Object> fields, TicketFilter filter) {
    if (fields == null) {
      return DEFAULT_ORDER;
    }
    InputReader input = new InputReader(fields, "orderBy");
    TicketOrder.Field field = input.requiredConstant(TicketOrder.Field.class, "field");
    if (field == TicketOrder.Field.RELEVANCE
        && (filter.text() == null || !filter.text().isRankable())) {
      throw invalid(
          "An order by RELEVANCE needs a filter.text with something to find.", input.path("field"));
    }
    return new TicketOrder(field, "ASC".equals(input.text("direction")));
  }
}
