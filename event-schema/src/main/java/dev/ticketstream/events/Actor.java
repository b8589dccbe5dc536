package dev.ticketstream.events;

/** Who caused an event: a person, or the system itself. */
public sealed interface Actor {

  /** A signed-in person. */
  record User(UserRef user) implements Actor {}

  /**
   * A process of the platform, such as an SLA timer.
   *
   * @param name the process's short name, e.g. {@code sla-timer}
   */
  record SystemProcess(String name) implements Actor {}

  /**
   * The actor as a user, so that clients can show every event alike.
   *
   * @return the person, or for a process a user with the id {@code system:<name>}
   */
  default UserRef asUser() {
    return switch (this) {
      case User(UserRef user) -> user;
      case SystemProcess(String name) -> new UserRef("system:" + name, "System", name, null);
    };
  }
}
