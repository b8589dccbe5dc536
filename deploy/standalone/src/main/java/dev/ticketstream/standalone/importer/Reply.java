package dev.ticketstream.standalone.importer;

import org.jspecify.annotations.Nullable;

/** What the command service made of a request. */
sealed interface Reply {

  /**
   * The command was carried out, now or by an earlier run.
   *
   * @param ticketId the ticket's id, if the answer names it
   * @param eventsAppended how many events this run's command appended; 0 when it changed nothing
   * @param duplicate whether an earlier run had carried it out
   */
  record Done(@Nullable String ticketId, int eventsAppended, boolean duplicate) implements Reply {}

  /** The command was refused; sending it again will not help. */
  record Rejected(String code, String message) implements Reply {}

  /** The token is not valid, perhaps not any more. */
  record TokenRefused() implements Reply {}

  /**
   * The service cannot answer now; sending the same again may help.
   *
   * @param reason what is wrong
   * @param answered whether the service answered at all
   */
  record Unavailable(String reason, boolean answered) implements Reply {}

  /** Whatever answers is not a command service that this import knows. */
  record Unusable(String reason) implements Reply {}
}
