package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;

import dev.ticketstream.command.ticket.TextRules;
import dev.ticketstream.command.view.FoundTicket;
import dev.ticketstream.command.view.TicketFilter;
import dev.ticketstream.command.view.TicketOrder;
import dev.ticketstream.command.view.TicketQueries;
import dev.ticketstream.command.view.TicketSearch;
import dev.ticketstream.command.view.TimelinePart;
import dev.ticketstream.command.view.VisibleTicket;
import dev.ticketstream.events.EventType;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.VisibleEvent;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The queries on tickets. */
@Controller
class TicketQueryController {

  private static final int REFERENCE_LENGTH_MAX = 50;

  private final TicketQueries queries;
  private final TicketSearch search;
  private final Models models;
  private final GraphQlLimits limits;
  private final QuerySlots slots;

  TicketQueryController(
      TicketQueries queries,
      TicketSearch search,
      Models models,
      GraphQlLimits limits,
      QuerySlots slots) {
    this.queries = queries;
    this.search = search;
    this.models = models;
    this.limits = limits;
    this.slots = slots;
  }

  @QueryMapping
  @Nullable TicketModel ticket(
      @Argument @Nullable String id,
      @Argument @Nullable String reference,
      DataFetchingEnvironment call,
      @AuthenticationPrincipal Viewer viewer) {
    if ((id == null) == (reference == null)) {
      throw invalid("Give either id or reference.", "id");
    }
    Optional<UUID> ticketId =
        id != null ? Optional.of(InputReader.parseUuid(id, "id")) : idOf(reference);
    return ticketId.flatMap(found -> ticket(found, call, viewer)).map(models::ticket).orElse(null);
  }

  private Optional<UUID> idOf(@Nullable String reference) {
    return queries.idOf(
        TextRules.line(reference == null ? "" : reference, REFERENCE_LENGTH_MAX, "reference"));
  }

  private Optional<VisibleTicket> ticket(
      UUID ticketId, DataFetchingEnvironment call, Viewer viewer) {
    Map<String, Object> asOf = call.getArgument("asOf");
    if (asOf == null) {
      return queries.ticket(viewer, ticketId);
    }
    Integer version = (Integer) asOf.get("version");
    Instant time = (Instant) asOf.get("time");
    if (version != null && time == null) {
      return slots.run(viewer, () -> queries.asOf(viewer, ticketId, version));
    }
    if (time != null && version == null) {
      return slots.run(viewer, () -> queries.asOf(viewer, ticketId, time));
    }
    throw invalid("Give either version or time.", "asOf");
  }

  @QueryMapping
  TicketConnection tickets(
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      DataFetchingEnvironment call,
      @AuthenticationPrincipal Viewer viewer) {
    int size = Connection.size(first, limits.pageSizeMax());
    TicketFilter filter = TicketFilters.read(call.getArgument("filter"));
    TicketOrder order = TicketFilters.readOrder(call.getArgument("orderBy"), filter);
    String kind = "tickets:" + order.field() + (order.ascending() ? ":asc" : ":desc");
    TicketOrder.@Nullable Place from = place(after, kind, order);
    List<FoundTicket> found =
        slots.run(viewer, () -> search.find(viewer, filter, order, from, size + 1));
    Connection<TicketModel> page =
        Connection.of(
            found,
            size,
            after,
            ticket -> models.ticket(ticket.ticket()),
            ticket -> Cursor.encode(kind, ticket.place().value(), ticket.place().id().toString()));
    return new TicketConnection(page.edges(), page.pageInfo(), filter);
  }

  private static TicketOrder.@Nullable Place place(
      @Nullable String after, String kind, TicketOrder order) {
    if (after == null) {
      return null;
    }
    List<String> parts = Cursor.decode(after, kind, 2);
    if (!order.isPlaceValue(parts.getFirst())) {
      throw Cursor.malformed();
    }
    return new TicketOrder.Place(parts.getFirst(), InputReader.parseUuid(parts.getLast(), "after"));
  }

  /** Runs only when it is selected. */
  @SchemaMapping(typeName = "SupportTicketConnection")
  int totalCount(TicketConnection connection, @AuthenticationPrincipal Viewer viewer) {
    return slots.run(viewer, () -> search.count(viewer, connection.filter()));
  }

  @QueryMapping
  @Nullable Connection<EventModel> ticketHistory(
      @Argument String id,
      @Argument @Nullable List<EventType> types,
      @Argument @Nullable String direction,
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @AuthenticationPrincipal Viewer viewer) {
    UUID ticketId = InputReader.parseUuid(id, "id");
    int size = Connection.size(first, limits.pageSizeMax());
    boolean newestFirst = "DESC".equals(direction);
    String kind = newestFirst ? "history:desc" : "history";
    TimelinePart part =
        new TimelinePart(
            newestFirst,
            after == null ? null : version(Cursor.decode(after, kind, 1).getFirst()),
            types,
            size + 1);
    return slots
        .run(viewer, () -> queries.history(viewer, ticketId, part))
        .map(
            events ->
                Connection.of(
                    events,
                    size,
                    after,
                    models::event,
                    (VisibleEvent event) -> Cursor.encode(kind, Integer.toString(event.version()))))
        .orElse(null);
  }

  private static int version(String text) {
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw Cursor.malformed();
    }
  }

  /** A page of tickets that can still be counted. */
  public record TicketConnection(
      List<Connection.Edge<TicketModel>> edges,
      Connection.PageInfo pageInfo,
      TicketFilter filter) {}
}
