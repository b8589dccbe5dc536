package dev.ticketstream.command.view;

import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets to list. Criteria combine with AND, values in a list with OR; {@code null} does not
 * restrict, an empty list matches nothing.
 *
 * @param statuses any of these
 * @param priorities any of these
 * @param requestTypes any of these
 * @param assigneeIds assigned to any of these users
 * @param unassigned without an assignee, or with one
 * @param creatorIds created by any of these users
 * @param watched watched by the viewer, or not
 * @param teams of any of these teams
 * @param withoutTeam of no team, or of one
 * @param tags with all of these tags
 * @param anyTags with any of these tags
 * @param overdue overdue now, or not
 * @param createdFrom created at this time or later
 * @param createdBefore created before this time
 * @param updatedFrom updated at this time or later
 * @param updatedBefore updated before this time
 * @param deadlineFrom to be resolved at this time or later
 * @param deadlineBefore to be resolved before this time
 * @param resolvedFrom last resolved at this time or later
 * @param resolvedBefore last resolved before this time
 * @param text words in reference, title, description or comments
 * @param deleted whether to list the deleted tickets, which only admins see, instead of the others
 */
public record TicketFilter(
    @Nullable List<TicketStatus> statuses,
    @Nullable List<TicketPriority> priorities,
    @Nullable List<RequestType> requestTypes,
    @Nullable List<String> assigneeIds,
    @Nullable Boolean unassigned,
    @Nullable List<String> creatorIds,
    @Nullable Boolean watched,
    @Nullable List<String> teams,
    @Nullable Boolean withoutTeam,
    @Nullable List<String> tags,
    @Nullable List<String> anyTags,
    @Nullable Boolean overdue,
    @Nullable Instant createdFrom,
    @Nullable Instant createdBefore,
    @Nullable Instant updatedFrom,
    @Nullable Instant updatedBefore,
    @Nullable Instant deadlineFrom,
    @Nullable Instant deadlineBefore,
    @Nullable Instant resolvedFrom,
    @Nullable Instant resolvedBefore,
    @Nullable SearchText text,
    boolean deleted) {}
