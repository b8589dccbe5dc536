package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.Actor;
import dev.ticketstream.events.Attachment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.access.StatusMachine;
import dev.ticketstream.events.access.VisibleEvent;
import dev.ticketstream.gateway.fanout.DeliveredEvent;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says where each field of an event is found. Starts at {@link DeliveredEvent#view()}, which is
 * redacted, so nothing else can be shown. Fields that are called as in the records need no mention.
 */
@Component
final class TicketEventWiring implements RuntimeWiringConfigurer {

  private final StatusMachine machine;
  private final Clock clock;
  private final JsonMapper json;

  TicketEventWiring(TicketProperties rules, Clock clock, JsonMapper json) {
    this.machine = new StatusMachine(rules.reopenWindow());
    this.clock = clock;
    this.json = json;
  }

  @Override
  public void configure(RuntimeWiring.Builder wiring) {
    wiring
        .scalar(Scalars.DATE_TIME)
        .scalar(Scalars.JSON)
        .type("SupportTicketEvent", this::event)
        .type("SupportTicket", this::ticket)
        .type(
            "TicketComment",
            type ->
                type.dataFetcher("comment", field(Comment.class, Comment::body))
                    .dataFetcher("who", field(Comment.class, Comment::author))
                    .dataFetcher("when", field(Comment.class, Comment::createdDate)))
        .type(
            "TicketAttachment",
            type -> type.dataFetcher("size", field(Attachment.class, Attachment::sizeBytes)));
  }

  private TypeRuntimeWiring.Builder event(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("eventId", ofEvent(VisibleEvent::eventId))
        .dataFetcher("eventType", ofEvent(VisibleEvent::eventType))
        .dataFetcher("ticket", ofEvent(VisibleEvent::ticket))
        .dataFetcher(
            "previousState",
            ofEvent(event -> event.before().map(TicketEventWiring::previousState).orElse(null)))
        .dataFetcher("triggeredBy", ofEvent(event -> asUser(event.actor())))
        .dataFetcher("timestamp", ofEvent(VisibleEvent::occurredAt))
        .dataFetcher("metadata", ofEvent(VisibleEvent::metadata))
        .dataFetcher("comment", ofEvent(event -> event.comment().orElse(null)))
        .dataFetcher("changes", ofEvent(VisibleEvent::changes))
        .dataFetcher("attachment", ofEvent(event -> event.attachment().orElse(null)))
        .dataFetcher("version", ofEvent(VisibleEvent::version))
        .dataFetcher("cursor", field(DeliveredEvent.class, DeliveredEvent::cursor))
        .dataFetcher("replayed", field(DeliveredEvent.class, DeliveredEvent::replayed))
        .dataFetcher("match", field(DeliveredEvent.class, DeliveredEvent::match))
        .dataFetcher("origin", ofEvent(event -> event.origin().orElse(null)));
  }

  private TypeRuntimeWiring.Builder ticket(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher(
            "watchers",
            field(
                TicketSnapshot.class,
                ticket -> ticket.watchers().stream().map(Watcher::user).toList()))
        .dataFetcher(
            "isOverdue", field(TicketSnapshot.class, ticket -> ticket.isOverdue(clock.instant())))
        .dataFetcher("allowedTransitions", new PerViewerReader(this::allowedTransitions))
        .dataFetcher("meta", field(TicketSnapshot.class, ticket -> parsed(ticket.meta())));
  }

  /** Who has lost the ticket with this event may set nothing. */
  private Set<TicketStatus> allowedTransitions(VisibleEvent event, ViewerPart viewer) {
    if (event.exposure().isDeparture()) {
      return Set.of();
    }
    return viewer
        .customer()
        .map(customer -> machine.allowedToCustomer(customer, event.ticket(), clock.instant()))
        .orElseGet(() -> machine.allowedToStaff(event.ticket()));
  }

  private static Object asUser(Actor actor) {
    return actor.asUser();
  }

  private static Map<String, @Nullable Object> previousState(TicketFacets before) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("status", before.status().name());
    state.put("priority", before.priority().name());
    state.put("assignedTo", before.assigneeId());
    state.put("team", before.team());
    state.put("deleted", before.deleted());
    return state;
  }

  private @Nullable Object parsed(@Nullable String meta) {
    if (meta == null) {
      return null;
    }
    try {
      return json.readValue(meta, Object.class);
    } catch (JacksonException _) {
      return meta;
    }
  }

  private static FieldReader<DeliveredEvent> ofEvent(
      Function<VisibleEvent, @Nullable Object> reader) {
    return field(DeliveredEvent.class, delivered -> reader.apply(delivered.view()));
  }

  private static <S> FieldReader<S> field(Class<S> type, Function<S, @Nullable Object> reader) {
    return new FieldReader<>(type, reader);
  }
}
