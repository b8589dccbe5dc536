package dev.ticketstream.command.graphql;

import dev.ticketstream.command.ticket.TextRules;
import dev.ticketstream.command.view.TicketFilter;
import dev.ticketstream.command.view.TicketOrder;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code TicketFilter} and {@code TicketOrder} inputs. */
final class TicketFilters {

  /** Longest full-text query, in characters. */
  private static final int TEXT_LENGTH_MAX = 200;

  private static final TicketOrder DEFAULT_ORDER =
      new TicketOrder(TicketOrder.Field.UPDATED_DATE, false);

  private TicketFilters() {}

  static TicketFilter read(@Nullable Map<String, Object> fields) {
    InputReader input = new InputReader(fields == null ? Map.of() : fields, "filter");
    String text = input.text("text");
    return new TicketFilter(
        input.constants(TicketStatus.class, "statuses"),
        input.constants(TicketPriority.class, "priorities"),
        input.constants(RequestType.class, "requestTypes"),
        input.ids("assignedToUserIds"),
        input.flag("unassigned"),
        input.ids("createdByUserIds"),
        input.flag("watched"),
        input.ids("teams"),
        input.ids("tags"),
        input.flag("overdue"),
        input.time("createdFrom"),
        input.time("createdBefore"),
        input.time("updatedFrom"),
        input.time("updatedBefore"),
        text == null || text.isBlank()
            ? null
            : TextRules.text(text, TEXT_LENGTH_MAX, "filter.text"));
  }

  static TicketOrder readOrder(@Nullable Map<String, Object> fields) {
    if (fields == null) {
      return DEFAULT_ORDER;
    }
    InputReader input = new InputReader(fields, "orderBy");
    return new TicketOrder(
        input.requiredConstant(TicketOrder.Field.class, "field"),
        "ASC".equals(input.text("direction")));
  }
}
