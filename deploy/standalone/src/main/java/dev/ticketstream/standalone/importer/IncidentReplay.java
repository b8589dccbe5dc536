package dev.ticketstream.standalone.importer;

import org.jspecify.annotations.Nullable;

/** Replays one incident, row by row. Used by one thread at a time. */
final class IncidentReplay {

  private final IncidentPlanner planner = new IncidentPlanner();
  private final PatientSender sender;
  private final String origin;
  private final ImportCounts counts;
  private final Problems problems;

  private @Nullable String ticketId;
  private @Nullable String failure;

  IncidentReplay(PatientSender sender, String origin, ImportCounts counts, Problems problems) {
    this.sender = sender;
    this.origin = origin;
    this.counts = counts;
    this.problems = problems;
  }

  /** Sends the row's commands. An incident whose ticket could not be created is passed over. */
  void replay(LogRow row) throws InterruptedException {
    for (PlannedCommand planned : planner.plan(row)) {
      String refused = failure;
      if (refused != null) {
        problems.add(row.line(), Problem.Kind.UNUSED_ROW, refused);
        return;
      }
      send(planned);
    }
    counts.rows.increment();
  }

  private void send(PlannedCommand planned) throws InterruptedException {
    Reply reply = sender.send(planned.actor(), CommandDocuments.request(planned, ticketId, origin));
    counts.commands.increment();
    switch (reply) {
      case Reply.Done done -> count(planned, done);
      case Reply.Rejected rejected -> reject(planned, rejected);
      case Reply.TokenRefused _, Reply.Unavailable _, Reply.Unusable _ ->
          throw new IllegalStateException("a sender gives up with an exception, not " + reply);
    }
  }

  private void count(PlannedCommand planned, Reply.Done done) {
    counts.events.add(done.eventsAppended());
    if (done.duplicate()) {
      counts.duplicates.increment();
    } else if (done.eventsAppended() == 0) {
      counts.unchanged.increment();
    }
    if (planned.command() instanceof DeskCommand.CreateTicket) {
      ticketId = done.ticketId();
      if (ticketId == null) {
        failure = "the answer to createTicket names no ticket";
      }
      counts.tickets.increment();
    }
  }

  private void reject(PlannedCommand planned, Reply.Rejected rejected) {
    String what = planned.id().substring(planned.id().lastIndexOf(':') + 1);
    problems.add(
        planned.row().line(),
        Problem.Kind.REJECTED_COMMAND,
        "%s: %s %s".formatted(what, rejected.code(), rejected.message()));
    if (planned.command() instanceof DeskCommand.CreateTicket) {
      failure = "its ticket could not be created: " + rejected.message();
    }
  }
}
