package dev.ticketstream.events;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A user as events carry them: who it was, by the names known when the event happened.
 *
 * @param id the user's stable id, as the token's user-id claim gives it; never blank
 * @param firstName given name, may be empty
 * @param lastName family name, may be empty
 * @param avatar URL of a picture, if the user has one
 */
public record UserRef(String id, String firstName, String lastName, @Nullable String avatar) {

  public UserRef {
    requireNonNull(firstName, "firstName");
    requireNonNull(lastName, "lastName");
    if (id.isBlank()) {
      throw new IllegalArgumentException("a user's id must not be blank");
    }
  }
}
