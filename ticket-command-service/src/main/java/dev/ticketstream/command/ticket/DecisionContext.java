package dev.ticketstream.command.ticket;

import dev.ticketstream.command.ticket.AttachmentUploads.Upload;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision needs beside command and state, so that it stays a pure function.
 *
 * @param actor who sent the command
 * @param now the time of the decision, in microseconds
 * @param newId id for the ticket or the comment that the command makes
 * @param reference gives the reference for the ticket that the command makes; to be asked once,
 *     when nothing can be refused any more, because each answer uses up a number
 * @param users those of the users named in the command that are known, by id
 * @param teams those of the teams named in the command that are known
 * @param comment the ticket's comment that the command names, if there is one
 * @param other the other ticket that the command names, if the actor may see it
 * @param upload the actor's upload that the command attaches, if it was found
 */
record DecisionContext(
    Viewer actor,
    Instant now,
    UUID newId,
    Supplier<String> reference,
    Map<String, Viewer> users,
    Set<String> teams,
    @Nullable Comment comment,
    @Nullable OtherTicket other,
    @Nullable Upload upload) {

  DecisionContext {
    users = Map.copyOf(users);
    teams = Set.copyOf(teams);
  }

  /**
   * The other end of a relation.
   *
   * @param ticket the other ticket
   * @param aboveParent ids of the tickets above the one of the two that is to be the parent,
   *     nearest first; at most {@link TicketHierarchy#ANCESTORS_MAX}
   */
  record OtherTicket(TicketSnapshot ticket, List<UUID> aboveParent) {

    OtherTicket {
      aboveParent = List.copyOf(aboveParent);
    }
  }
}
