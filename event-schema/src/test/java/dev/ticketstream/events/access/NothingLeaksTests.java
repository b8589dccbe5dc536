package dev.ticketstream.events.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.records.RandomRecords;
import dev.ticketstream.events.records.RecordLeaves;
import dev.ticketstream.events.records.RecordLeaves.Leaf;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Looks for every single value of a stored event in the text of what is shown of it. Each value of
 * a random event is unlike all others, so that finding it means that it got through. What may get
 * through is listed; a component that is added to the records later may not, until it is listed.
 */
class NothingLeaksTests {

  private static final int EVENTS = 200;

  private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");
  private static final String USER = "(id|firstName|lastName|avatar)";

  /** What everybody may see, as long as they keep the ticket or are just losing it. */
  private static final List<Pattern> DEPARTURE =
      patterns(
          "eventId",
          "ticketId",
          "publicVersion",
          "occurredAt",
          "actor\\.user\\." + USER,
          "actor\\.name",
          "origin",
          "before\\.(status|priority|assigneeId|team|creatorId|deleted)",
          "ticket\\.(id|reference|request|requestType|status|priority)",
          "ticket\\.createdBy\\." + USER,
          "ticket\\.(publicCommentCount|createdDate|publicUpdatedDate)",
          "ticket\\.(resolvedDate|closedDate|publicVersion|deleted)",
          "change\\.watcher\\(public\\)\\.user\\.id");

  private static final List<Pattern> PUBLIC =
      patterns(
          "ticket\\.(description|team|tags|slaDeadline|onHoldSince|firstResponseDate|heldTime|meta)",
          "ticket\\.assignedTo\\." + USER,
          "ticket\\.watchers\\(public\\)\\.user\\." + USER,
          "ticket\\.attachments\\.(id|fileName|contentType|sizeBytes|sha256|uploadedDate)",
          "ticket\\.attachments\\.uploadedBy\\." + USER,
          "change\\.comment\\.(id|parentId|body|createdDate|byStaff|editedDate)",
          "change\\.comment\\.(author|mentions)\\." + USER,
          "change\\.attachment\\.(id|fileName|contentType|sizeBytes|sha256|uploadedDate)",
          "change\\.attachment\\.uploadedBy\\." + USER,
          "change\\.tag");

  /** What departing staff may see beyond departing customers. */
  private static final List<Pattern> STAFF_DEPARTURE =
      patterns(
          "version",
          "before\\.watcherIds",
          "changes\\((?s:.*)\\)\\.(field|oldValue)",
          "ticket\\.(version|commentCount|updatedDate)");

  private final EventRedactor redactor =
      new EventRedactor(new TicketVisibility(AgentScope.ALL_TICKETS));
  private final long seed = RandomGenerator.getDefault().nextLong();
  private final RandomRecords records = new RandomRecords(seed);

  @Test
  void a_customer_finds_nothing_internal_in_an_event() {
    check(Exposure.PUBLIC, DEPARTURE, PUBLIC);
  }

  @Test
  void a_customer_who_loses_a_ticket_finds_nothing_internal_or_new_in_the_event() {
    check(Exposure.PUBLIC_DEPARTURE, DEPARTURE);
  }

  @Test
  void an_agent_who_loses_a_ticket_finds_nothing_new_in_the_event() {
    check(Exposure.STAFF_DEPARTURE, DEPARTURE, STAFF_DEPARTURE);
  }

  @Test
  void a_customer_finds_nothing_internal_in_a_ticket() {
    Predicate<Leaf> allowed =
        leaf -> matches(new Leaf("ticket." + leaf.path(), leaf.value()), DEPARTURE, PUBLIC);
    for (int i = 0; i < EVENTS; i++) {
      TicketSnapshot ticket = records.next(TicketSnapshot.class);

      String shown = redactor.redact(ticket, Exposure.PUBLIC).toString();

      assertThat(leaked(ticket, allowed, shown)).as("ticket %d of seed %d", i, seed).isEmpty();
    }
  }

  @SafeVarargs
  private void check(Exposure exposure, List<Pattern>... allowed) {
    List<SupportTicketEvent> events =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> records.next(SupportTicketEvent.class))
            .filter(event -> !(exposure.isPublic() && event.internal()))
            .toList();
    assertThat(events).hasSizeGreaterThan(EVENTS / 2);
    for (SupportTicketEvent event : events) {
      String shown = redactor.redact(event, exposure).toString();

      assertThat(leaked(event, leaf -> matches(leaf, allowed), shown))
          .as("%s of %s, seed %d", exposure, event, seed)
          .isEmpty();
    }
  }

  private static List<Leaf> leaked(Record stored, Predicate<Leaf> allowed, String shown) {
    List<Leaf> leaves = RecordLeaves.of(stored);
    Set<String> allowedValues =
        leaves.stream().filter(allowed).map(Leaf::value).collect(Collectors.toSet());
    return leaves.stream()
        .filter(leaf -> !allowed.test(leaf) && !allowedValues.contains(leaf.value()))
        .filter(leaf -> !isWord(leaf.value()) && shown.contains(leaf.value()))
        .toList();
  }

  private static List<Pattern> patterns(String... paths) {
    return Arrays.stream(paths).map(Pattern::compile).toList();
  }

  /** Flags and names of vocabularies are the same in all places, so finding one says nothing. */
  private static boolean isWord(String value) {
    return WORD.matcher(value).matches();
  }

  @SafeVarargs
  private static boolean matches(Leaf leaf, List<Pattern>... allowed) {
    for (List<Pattern> paths : allowed) {
      if (paths.stream().anyMatch(path -> path.matcher(leaf.path()).matches())) {
        return true;
      }
    }
    return false;
  }
}
