package dev.ticketstream.command.export;

import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.UserRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the file has of a ticket: nothing but what the viewer sees of it. */
final class CsvRow {

  static final List<String> HEADER =
      List.of(
          "id",
          "reference",
          "request",
          "description",
          "requestType",
          "status",
          "priority",
          "createdBy",
          "createdByName",
          "assignedTo",
          "assignedToName",
          "team",
          "tags",
          "commentCount",
          "createdDate",
          "updatedDate",
          "firstResponseDate",
          "resolvedDate",
          "closedDate",
          "slaDeadline",
          "overdue");

  private static final Pattern BEGINNING = Pattern.compile("[=+\\-@＝＋－＠\t\r\n]");
  private static final Pattern INSIDE = Pattern.compile("(?<=[;\t\r\n])[\"']*[=+\\-@＝＋－＠]");

  private CsvRow() {}

  /**
   * @param ticket the redacted ticket
   * @param now when it is read
   */
  static List<String> of(TicketSnapshot ticket, Instant now) {
    UserRef assignee = ticket.assignedTo();
    return Arrays.asList(
        ticket.id().toString(),
        text(ticket.reference()),
        text(ticket.request()),
        text(ticket.description()),
        ticket.requestType().name(),
        ticket.status().name(),
        ticket.priority().name(),
        text(ticket.createdBy().id()),
        text(name(ticket.createdBy())),
        assignee == null ? "" : text(assignee.id()),
        assignee == null ? "" : text(name(assignee)),
        ticket.team() == null ? "" : text(ticket.team()),
        text(String.join("; ", ticket.tags())),
        Integer.toString(ticket.commentCount()),
        time(ticket.createdDate()),
        time(ticket.updatedDate()),
        time(ticket.firstResponseDate()),
        time(ticket.resolvedDate()),
        time(ticket.closedDate()),
        time(ticket.slaDeadline()),
        Boolean.toString(ticket.isOverdue(now)));
  }

  /**
   * Text that people wrote, so that no spreadsheet takes it for a formula and carries it out
   * (OWASP, CSV Injection): an apostrophe before what could begin one, the full-width forms
   * included. Also inside, behind what ends a cell elsewhere: a spreadsheet that is set to
   * semicolons or tabs does not see our quotes.
   */
  static String text(String value) {
    String inside = INSIDE.matcher(value).replaceAll("'$0");
    return BEGINNING.matcher(inside).lookingAt() ? "'" + inside : inside;
  }

  private static String name(UserRef user) {
    return (user.firstName() + " " + user.lastName()).strip();
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }
}
