package dev.ticketstream.gateway.graphql;

import static java.util.stream.Collectors.joining;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.gateway.subscription.Relation;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The filter as a client writes it; see the schema. */
record SubscriptionFilterInput(
    @Nullable List<String> ticketIds,
    @Nullable List<EventType> eventTypes,
    @Nullable String assignedToUserId,
    @Nullable List<String> statuses,
    @Nullable List<String> priorities,
    @Nullable Boolean watchedOnly,
    @Nullable Boolean includeCreated,
    @Nullable Boolean includeAssigned) {

  private static final int UUID_LENGTH = 36;
  private static final int ECHO_LENGTH_MAX = 50;

  /**
   * The filter in our own terms.
   *
   * @param valuesMax how many values a list may have
   * @throws OperationRefusedException when a value is none that there can be
   */
  SubscriptionFilter toFilter(int valuesMax) {
    return new SubscriptionFilter(
        values("ticketIds", ticketIds, valuesMax, SubscriptionFilterInput::ticketId),
        values("eventTypes", eventTypes, valuesMax, Function.identity()),
        assignedToUserId,
        values("statuses", statuses, valuesMax, SubscriptionFilterInput::status),
        values("priorities", priorities, valuesMax, SubscriptionFilterInput::priority),
        relations(),
        null);
  }

  /**
   * Reads a ticket's id.
   *
   * @throws OperationRefusedException when it is no UUID
   */
  static UUID ticketId(String text) {
    if (text.length() == UUID_LENGTH) {
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException _) {
        // falls through to the refusal
      }
    }
    throw new OperationRefusedException(
        ErrorCode.INVALID_INPUT, "A ticket id must be a UUID, not \"%s\"".formatted(echo(text)));
  }

  private static TicketStatus status(String name) {
    return known("status", name, TicketStatus.fromName(name), TicketStatus.values());
  }

  private static TicketPriority priority(String name) {
    return known("priority", name, TicketPriority.fromName(name), TicketPriority.values());
  }

  private Set<Relation> relations() {
    Set<Relation> relations = EnumSet.noneOf(Relation.class);
    if (Boolean.TRUE.equals(watchedOnly)) {
      relations.add(Relation.WATCHED);
    }
    if (Boolean.TRUE.equals(includeCreated)) {
      relations.add(Relation.CREATED);
    }
    if (Boolean.TRUE.equals(includeAssigned)) {
      relations.add(Relation.ASSIGNED);
    }
    return relations;
  }

  private static <I, V> @Nullable Set<V> values(
      String criterion, @Nullable List<I> input, int valuesMax, Function<I, V> reader) {
    if (input == null) {
      return null;
    }
    if (input.size() > valuesMax) {
      throw new OperationRefusedException(
          ErrorCode.LIMIT_EXCEEDED,
          "%s has %d values, at most %d are allowed".formatted(criterion, input.size(), valuesMax));
    }
    Set<V> values = new LinkedHashSet<>();
    for (I value : input) {
      values.add(reader.apply(value));
    }
    return values;
  }

  private static <E extends Enum<E>> E known(
      String what, String name, Optional<E> found, E[] allowed) {
    return found.orElseThrow(
        () ->
            new OperationRefusedException(
                ErrorCode.INVALID_INPUT,
                "Unknown %s \"%s\"; allowed are %s"
                    .formatted(
                        what,
                        echo(name),
                        Arrays.stream(allowed).map(Enum::name).collect(joining(", ")))));
  }

  private static String echo(String text) {
    // By code points: half a character cannot be encoded.
    String echo =
        text.codePoints()
            .limit(ECHO_LENGTH_MAX)
            .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return echo.length() == text.length() ? echo : echo + "…";
  }
}
