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
   * @param refusals makes the refusal of a list that has more
   * @throws OperationRefusedException when a value is none that there can be
   */
  SubscriptionFilter toFilter(int valuesMax, LimitRefusals refusals) {
    requireAtMost(valuesMax, "ticketIds", ticketIds, refusals);
    requireAtMost(valuesMax, "eventTypes", eventTypes, refusals);
    requireAtMost(valuesMax, "statuses", statuses, refusals);
    requireAtMost(valuesMax, "priorities", priorities, refusals);
    return new SubscriptionFilter(
        values(ticketIds, SubscriptionFilterInput::ticketId),
        values(eventTypes, Function.identity()),
        assignedToUserId,
        values(statuses, SubscriptionFilterInput::status),
        values(priorities, SubscriptionFilterInput::priority),
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

  private static void requireAtMost(
      int max, String criterion, @Nullable List<?> input, LimitRefusals refusals) {
    if (input != null && input.size() > max) {
      throw refusals.of(
          "filter-values-max",
          max,
          "%s has %d values; the limit is %d. Make several subscriptions."
              .formatted(criterion, input.size(), max));
    }
  }

  private static <I, V> @Nullable Set<V> values(@Nullable List<I> input, Function<I, V> reader) {
    if (input == null) {
      return null;
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
