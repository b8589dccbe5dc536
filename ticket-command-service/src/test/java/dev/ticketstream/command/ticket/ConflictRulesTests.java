package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.TicketScenario.ALICE;
import static dev.ticketstream.command.ticket.TicketScenario.BOB;
import static dev.ticketstream.command.ticket.TicketScenario.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.ticket.TicketCommand.AddAttachment;
import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.AddTags;
import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
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
import dev.ticketstream.events.RelatedTicket.Kind;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketChange.DetailsUpdated;
import dev.ticketstream.events.TicketChange.MovedToTeam;
import dev.ticketstream.events.TicketChange.PriorityChanged;
import dev.ticketstream.events.TicketChange.RelatedAdded;
import dev.ticketstream.events.TicketChange.RelatedRemoved;
import dev.ticketstream.events.TicketChange.SlaDeadlineChanged;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketChange.TagAdded;
import dev.ticketstream.events.TicketChange.TagRemoved;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketChange.TicketRestored;
import dev.ticketstream.events.TicketChange.TicketUnassigned;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketChange.WatcherRemoved;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.Watcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConflictRulesTests {

  private static final UUID OTHER = new UUID(7, 2);
  private static final UUID THIRD = new UUID(7, 3);
  private static final UUID COMMENT = new UUID(7, 4);

  private static final Map<String, TicketChange> CHANGES = changes();

  /** Each command with all the changes, by name, that it collides with beside deletions. */
  private static final Map<TicketCommand, Set<String>> COLLISIONS = collisions();

  private static Map<String, TicketChange> changes() {
    Comment comment =
        new Comment(COMMENT, null, "Text", false, ALICE.user(), START, List.of(), true, null);
    Map<String, TicketChange> changes = new LinkedHashMap<>();
    changes.put("request", new DetailsUpdated("New", null, null, null));
    changes.put("description", new DetailsUpdated(null, "New", null, null));
    changes.put("requestType", new DetailsUpdated(null, null, RequestType.OTHER, null));
    changes.put("meta", new DetailsUpdated(null, null, null, "{}"));
    changes.put("assigned", new TicketAssigned(BOB.user()));
    changes.put("unassigned", new TicketUnassigned(BOB.user()));
    changes.put("team", new MovedToTeam("second-line"));
    changes.put("status", new StatusChanged(TicketStatus.NEW, TicketStatus.OPEN));
    changes.put("priority", new PriorityChanged(TicketPriority.LOW, TicketPriority.HIGH));
    changes.put("deadline", new SlaDeadlineChanged(START));
    changes.put("commented", new CommentAdded(comment));
    changes.put("commentEdited", new CommentEdited(comment));
    changes.put("commentDeleted", new CommentDeleted(COMMENT, false));
    changes.put("tagA+", new TagAdded("a"));
    changes.put("tagA-", new TagRemoved("a"));
    changes.put("tagB+", new TagAdded("b"));
    changes.put("alice+", new WatcherAdded(new Watcher(ALICE.user(), true)));
    changes.put("bob-", new WatcherRemoved(new Watcher(BOB.user(), true)));
    changes.put("other+", related(OTHER, Kind.RELATED));
    changes.put("other-", new RelatedRemoved(new RelatedTicket(OTHER, "TKT-2", Kind.RELATED)));
    changes.put("third+", related(THIRD, Kind.RELATED));
    changes.put("parent+", related(THIRD, Kind.PARENT));
    changes.put("original+", related(THIRD, Kind.ORIGINAL));
    return changes;
  }

  private static Map<TicketCommand, Set<String>> collisions() {
    Map<TicketCommand, Set<String>> table = new LinkedHashMap<>();
    table.put(new UpdateTicket("x", null, null, null), Set.of("request"));
    table.put(new UpdateTicket(null, "x", null, "{}"), Set.of("description", "meta"));
    table.put(new UpdateTicket(null, null, RequestType.BUG, null), Set.of("requestType"));
    table.put(new AssignTicket("alice"), Set.of("assigned", "unassigned"));
    table.put(new UnassignTicket(), Set.of("assigned", "unassigned"));
    table.put(new MoveToTeam("first-line"), Set.of("team"));
    table.put(new ChangeStatus(TicketStatus.CLOSED), Set.of("status"));
    table.put(new ChangePriority(TicketPriority.LOW), Set.of("priority"));
    table.put(new AddAttachment(COMMENT), Set.of());
    table.put(new AddComment("x", null, COMMENT, List.of()), Set.of());
    table.put(new EditComment(COMMENT, "x", List.of()), Set.of("commentEdited", "commentDeleted"));
    table.put(new EditComment(THIRD, "x", List.of()), Set.of());
    table.put(new DeleteComment(COMMENT), Set.of("commentEdited", "commentDeleted"));
    table.put(new AddTag(" a "), Set.of("tagA+", "tagA-"));
    table.put(new RemoveTag("b"), Set.of("tagB+"));
    table.put(new AddTags(List.of("b", " a")), Set.of("tagA+", "tagA-", "tagB+"));
    table.put(new RemoveTags(List.of("c", "b")), Set.of("tagB+"));
    table.put(new WatchTicket(null), Set.of("alice+"));
    table.put(new UnwatchTicket("bob"), Set.of("bob-"));
    table.put(new AddRelatedTicket(OTHER, Kind.RELATED), Set.of("other+", "other-"));
    table.put(new AddRelatedTicket(OTHER, Kind.CHILD), Set.of("other+", "other-"));
    table.put(new AddRelatedTicket(OTHER, Kind.PARENT), Set.of("other+", "other-", "parent+"));
    table.put(new AddRelatedTicket(OTHER, Kind.ORIGINAL), Set.of("other+", "other-", "original+"));
    table.put(new RemoveRelatedTicket(OTHER), Set.of("other+", "other-"));
    table.put(new MarkDuplicateOf(OTHER), Set.of("other+", "other-", "original+", "status"));
    table.put(new DeleteTicket(), CHANGES.keySet());
    table.put(new RestoreTicket(), CHANGES.keySet());
    return table;
  }

  @TestFactory
  Stream<DynamicTest> aCommandCollidesWithWhatTouchedTheSame() {
    return COLLISIONS.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey().toString(),
                    () -> {
                      Set<String> colliding =
                          CHANGES.entrySet().stream()
                              .filter(change -> collide(row.getKey(), change.getValue()))
                              .map(Map.Entry::getKey)
                              .collect(Collectors.toSet());
                      assertThat(colliding).isEqualTo(row.getValue());
                      assertThat(collide(row.getKey(), new TicketDeleted())).isTrue();
                      assertThat(collide(row.getKey(), new TicketRestored())).isTrue();
                    }));
  }

  private static boolean collide(TicketCommand command, TicketChange change) {
    return ConflictRules.collide(command, ALICE, change);
  }

  private static RelatedAdded related(UUID id, Kind kind) {
    return new RelatedAdded(new RelatedTicket(id, "TKT-2", kind));
  }
}
