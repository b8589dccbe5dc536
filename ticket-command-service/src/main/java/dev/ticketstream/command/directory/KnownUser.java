package dev.ticketstream.command.directory;

import dev.ticketstream.events.UserRef;

/**
 * A user in a list by name.
 *
 * @param user the user
 * @param key the user's place in the list
 */
public record KnownUser(UserRef user, Key key) {

  /**
   * A place in a list by name.
   *
   * @param sortName what the list is sorted by
   * @param id the user's id, for equal names
   */
  public record Key(String sortName, String id) {}
}
