package dev.ticketstream.command.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ticketstream.command.sla.SlaRules;
import dev.ticketstream.command.ticket.AttachmentUploads.Upload;
import dev.ticketstream.command.ticket.DecisionContext.OtherTicket;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** given(changes).when(actor, command).then(changes) or .thenRefused(code). */
final class TicketScenario {

  static final UUID TICKET_ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
  static final UUID NEW_ID = UUID.fromString("01890000-0000-7000-8000-000000000002");
  static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  static final Viewer ADMIN = viewer("admin", Role.ADMIN);
  static final Viewer ALICE = viewer("alice", Role.AGENT, "first-line");
  static final Viewer BOB = viewer("bob", Role.AGENT, "first-line");
  static final Viewer CAROL = viewer("carol", Role.CUSTOMER);
  static final Viewer DAVE = viewer("dave", Role.CUSTOMER);

  static final TicketRules RULES =
      new TicketRules(
          new TicketRules.Ticket(Duration.ofDays(14), true, true),
          SlaRules.byPriority(
              Duration.ofDays(7), Duration.ofDays(3), Duration.ofDays(1), Duration.ofHours(4)),
          new TicketRules.Attachments(DataSize.ofMegabytes(10)));

  private final List<TicketChange> given;
  private TicketRules rules = RULES;
  private List<Viewer> known = List.of();
  private AgentScope scope = AgentScope.ALL_TICKETS;
  private Instant now = START.plusSeconds(60);
  private int referencesDrawn;
  private @Nullable OtherTicket other;
  private @Nullable Upload upload;
  private @Nullable Comment comment;

  private TicketScenario(List<TicketChange> given) {
    this.given = given;
  }

  static TicketScenario given(TicketChange... changes) {
    return new TicketScenario(List.of(changes));
  }

  TicketScenario and(TicketChange... changes) {
    List<TicketChange> all = new ArrayList<>(given);
    all.addAll(List.of(changes));
    return new TicketScenario(all);
  }

  TicketScenario withScope(AgentScope agentScope) {
    this.scope = agentScope;
    return this;
  }

  TicketScenario at(Instant time) {
    this.now = time;
    return this;
  }

  /** The comment that the command names is there. */
  TicketScenario with(Comment found) {
    this.comment = found;
    return this;
  }

  /** Users who are known beside {@link #everybody}. */
  TicketScenario knowing(Viewer... users) {
    this.known = List.of(users);
    return this;
  }

  /** The rules that an operator set. */
  TicketScenario under(TicketRules changed) {
    this.rules = changed;
    return this;
  }

  TicketScenario with(@Nullable TicketSnapshot otherTicket, UUID... aboveParent) {
    this.other = otherTicket == null ? null : new OtherTicket(otherTicket, List.of(aboveParent));
    return this;
  }

  TicketScenario withUpload(Upload found) {
    this.upload = found;
    return this;
  }

  Outcome when(Viewer actor, TicketCommand command) {
    TicketSnapshot state = fold(given);
    DecisionContext context =
        new DecisionContext(
            actor,
            now,
            NEW_ID,
            this::reference,
            users(),
            Set.of("first-line", "second-line"),
            comment,
            other,
            upload);
    TicketDecider decider = new TicketDecider(rules, new TicketVisibility(scope));
    return new Outcome(() -> decider.decide(command, state, context));
  }

  /** How many numbers of tickets the decision used up. */
  int referencesDrawn() {
    return referencesDrawn;
  }

  private String reference() {
    referencesDrawn++;
    return "TKT-000001";
  }

  private Map<String, Viewer> users() {
    Map<String, Viewer> users = new HashMap<>(everybody());
    known.forEach(user -> users.put(user.id(), user));
    return users;
  }

  @Nullable TicketSnapshot state() {
    return fold(given);
  }

  static @Nullable TicketSnapshot fold(List<TicketChange> changes) {
    TicketSnapshot state = null;
    for (TicketChange change : changes) {
      state = TicketEvolution.evolve(state, change, TICKET_ID, START);
    }
    return state;
  }

  /** The deadline of a bug that was never on hold. */
  static @Nullable Instant deadline(Instant createdDate, TicketPriority priority) {
    return RULES.sla().deadline(createdDate, RequestType.BUG, priority, null);
  }

  /** Another ticket than the scenario's. */
  static TicketSnapshot ticket(UUID id, String reference, List<TicketChange> changes) {
    TicketSnapshot state =
        TicketEvolution.evolve(null, Given.created(reference, null, List.of()), id, START);
    for (TicketChange change : changes) {
      state = TicketEvolution.evolve(state, change, id, START);
    }
    return state;
  }

  static Viewer viewer(String id, Role role, String... teams) {
    return new Viewer(new UserRef(id, id, "Tester", null), Set.of(role), Set.of(teams));
  }

  static Map<String, Viewer> everybody() {
    return Stream.of(ADMIN, ALICE, BOB, CAROL, DAVE)
        .collect(Collectors.toMap(Viewer::id, Function.identity()));
  }

  /** What came of it; decided when it is asked for. */
  record Outcome(Supplier<List<TicketChange>> decision) {

    void then(TicketChange... changes) {
      assertThat(decision.get()).containsExactly(changes);
    }

    void outcomeHasSize(int size) {
      assertThat(decision.get()).hasSize(size);
    }

    void thenNothing() {
      assertThat(decision.get()).isEmpty();
    }

    CommandRejectedException thenRefused(ErrorCode code) {
      CommandRejectedException refusal =
          catchThrowableOfType(CommandRejectedException.class, decision::get);
      assertThat(refusal).as("refusal").isNotNull();
      assertThat(refusal.code()).as(refusal.reason()).isEqualTo(code);
      return refusal;
    }
  }
}
