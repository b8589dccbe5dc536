package dev.ticketstream.command.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.AttachmentUploads.Upload;
import dev.ticketstream.command.ticket.DecisionContext.OtherTicket;
import dev.ticketstream.command.ticket.TicketCommand.AddAttachment;
import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.AddTags;
import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.ticket.TicketCommand.DeleteComment;
import dev.ticketstream.command.ticket.TicketCommand.DeleteTicket;
import dev.ticketstream.command.ticket.TicketCommand.EditComment;
import dev.ticketstream.command.ticket.TicketCommand.MarkDuplicateOf;
import dev.ticketstream.command.ticket.TicketCommand.MoveToTeam;
import dev.ticketstream.command.ticket.TicketCommand.RemoveRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTag;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTags;
import dev.ticketstream.command.ticket.TicketCommand.RestoreTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnassignTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnwatchTicket;
import dev.ticketstream.command.ticket.TicketCommand.UpdateTicket;
import dev.ticketstream.command.ticket.TicketCommand.WatchTicket;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.codec.DecodedEvent;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands: the events that they make must agree with themselves and with each other. */
class EvolutionCheckerTests {

  private static final List<Viewer> USERS = List.copyOf(TicketScenario.everybody().values());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void foldingThinChangesGivesTheNewestSnapshot(long seed) {
    List<SupportTicketEvent> stream = randomStream(new Random(seed));
    assertThat(stream).hasSizeGreaterThan(50);
    TicketSnapshot folded = null;
    int version = 0;
    int publicVersion = 0;
    for (SupportTicketEvent stored : stream) {
      SupportTicketEvent event = throughTheCodec(stored);
      version++;
      publicVersion += event.internal() ? 0 : 1;
      assertThat(event.version()).isEqualTo(version);
      assertThat(event.publicVersion()).isEqualTo(publicVersion);
      assertThat(event.before()).isEqualTo(folded == null ? null : folded.facets());
      folded = TicketEvolution.evolve(folded, event.change(), event.ticketId(), event.occurredAt());
      assertThat(event.ticket()).isEqualTo(folded);
    }
  }

  @Test
  void theStreamsHaveEveryChangeThatCommandsMake() {
    Set<Class<?>> made = new HashSet<>();
    boolean held = false;
    for (long seed = 1; seed <= 8; seed++) {
      for (SupportTicketEvent event : randomStream(new Random(seed))) {
        made.add(event.change().getClass());
        held |= event.ticket().heldTime() != null;
      }
    }
    assertThat(held).isTrue();
    assertThat(made)
        .contains(CommentAdded.class, CommentEdited.class, CommentDeleted.class)
        .hasSizeGreaterThanOrEqualTo(16);
  }

  private static SupportTicketEvent throughTheCodec(SupportTicketEvent event) {
    DecodedEvent decoded = SupportTicketEventCodec.decode(SupportTicketEventCodec.encode(event));
    return ((DecodedEvent.Known) decoded).event();
  }

  private static List<SupportTicketEvent> randomStream(Random random) {
    TicketDecider decider =
        new TicketDecider(TicketScenario.RULES, new TicketVisibility(AgentScope.ALL_TICKETS));
    TicketEventFactory factory = new TicketEventFactory(new TimeOrderedIds());
    List<SupportTicketEvent> stream = new ArrayList<>();
    List<Comment> comments = new ArrayList<>();
    Instant now = TicketScenario.START;
    for (int i = 0; i < 600; i++) {
      now = now.plusSeconds(random.nextInt(3600));
      TicketSnapshot state = stream.isEmpty() ? null : stream.getLast().ticket();
      Comment comment =
          comments.isEmpty() || random.nextInt(4) == 0 ? null : pick(random, comments);
      boolean restore = state != null && state.deleted() && i < 599;
      Viewer actor =
          i == 0 ? TicketScenario.CAROL : restore ? TicketScenario.ADMIN : pick(random, USERS);
      TicketCommand command =
          i == 0 ? create() : restore ? new RestoreTicket() : command(random, comment, i == 599);
      CommandEnvelope envelope =
          new CommandEnvelope(actor, null, command, "c" + i, null, null, Map.of(), null);
      try {
        List<TicketChange> changes =
            decider.decide(command, state, context(actor, command, now, random, comment));
        stream.addAll(factory.events(TicketScenario.TICKET_ID, state, changes, now, envelope));
        changes.forEach(change -> remember(change, comments));
      } catch (CommandRejectedException e) {
        assertThat(e.code()).isNotNull();
      }
    }
    return stream;
  }

  private static DecisionContext context(
      Viewer actor, TicketCommand command, Instant now, Random random, @Nullable Comment comment) {
    UUID id = TimeOrderedIds.of(now.toEpochMilli(), random.nextLong(), random.nextLong());
    OtherTicket other =
        command.otherTicketId() == null
            ? null
            : new OtherTicket(
                TicketScenario.ticket(command.otherTicketId(), "TKT-000002", List.of()), List.of());
    return new DecisionContext(
        actor,
        now,
        id,
        () -> "TKT-000001",
        TicketScenario.everybody(),
        Set.of("first-line", "second-line"),
        comment,
        other,
        new Upload(id, "file", "text/plain", random.nextInt(1, 1_000), "00", null));
  }

  private static void remember(TicketChange change, List<Comment> comments) {
    if (change instanceof CommentAdded(Comment added)) {
      comments.add(added);
    } else if (change instanceof CommentEdited(Comment edited)) {
      comments.replaceAll(known -> known.id().equals(edited.id()) ? edited : known);
    } else if (change instanceof CommentDeleted(UUID id, _)) {
      comments.removeIf(known -> known.id().equals(id));
    }
  }

  private static CreateTicket create() {
    return new CreateTicket(
        "Printer",
        "",
        RequestType.BUG,
        TicketPriority.LOW,
        null,
        null,
        null,
        List.of(),
        "{\"a\":1}");
  }

  private static TicketCommand command(Random random, @Nullable Comment comment, boolean last) {
    UUID commentId = comment == null ? new UUID(0, 1) : comment.id();
    String tag = "tag" + random.nextInt(5);
    String user = pick(random, USERS).id();
    UUID other = new UUID(7, random.nextInt(4));
    return switch (last ? 0 : 1 + random.nextInt(23)) {
      case 0 -> new DeleteTicket();
      case 1 ->
          new UpdateTicket(
              random.nextBoolean() ? "Title " + random.nextInt(3) : null,
              random.nextBoolean() ? "Text " + random.nextInt(3) : null,
              random.nextBoolean() ? pick(random, List.of(RequestType.values())) : null,
              random.nextBoolean() ? "{\"a\":" + random.nextInt(3) + "}" : null);
      case 2 -> new AssignTicket(user);
      case 3 -> new UnassignTicket();
      case 4 -> new MoveToTeam(random.nextBoolean() ? "first-line" : null);
      case 5, 6 -> new ChangeStatus(pick(random, List.of(TicketStatus.values())));
      case 7 -> new ChangePriority(pick(random, List.of(TicketPriority.values())));
      case 8, 9 ->
          new AddComment(
              random.nextBoolean() ? "Text" : "@" + user,
              random.nextBoolean() ? random.nextBoolean() : null,
              random.nextBoolean() ? commentId : null,
              List.of());
      case 10 -> new AddTag(tag);
      case 11 -> new RemoveTag(tag);
      case 12 -> new WatchTicket(user);
      case 13 -> new UnwatchTicket(user);
      case 14, 15 ->
          new AddRelatedTicket(other, pick(random, List.of(RelatedTicket.Kind.values())));
      case 16 -> new RemoveRelatedTicket(other);
      case 17 -> new MarkDuplicateOf(other);
      case 18 -> new DeleteTicket();
      case 19 -> new AddAttachment(new UUID(0, random.nextLong()));
      case 21 -> new EditComment(commentId, "@" + user, List.of());
      case 20 -> new DeleteComment(commentId);
      case 22 -> new AddTags(List.of(tag, "tag9", "tag8"));
      case 23 -> new RemoveTags(List.of(tag, "tag9", "tag7"));
      default -> throw new AssertionError("no such command");
    };
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
