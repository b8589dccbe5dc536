package dev.ticketstream.standalone.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process that belongs to the platform.
 *
 * @param name short name, as shown to the user and used for the log
 * @param command program and arguments
 * @param environment variables added to the launcher's own; the place for secrets, because other
 *     users can see arguments
 * @param executable file name of the program that the process finally runs, which differs from the
 *     command's first word where a wrapper starts it
 * @param stopSignal what asks it to end
 * @param stopGrace how long it may take to end before it is killed
 * @param log where its output goes
 * @param preparation run before every start
 * @param readiness asked again and again until it answers yes
 */
public record Part(
    String name,
    List<String> command,
    Map<String, String> environment,
    String executable,
    Signal stopSignal,
    Duration stopGrace,
    LogFile log,
    Preparation preparation,
    Readiness readiness) {

  public Part {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * A Java part, which is asked to end with TERM, has 20 s for that and needs no preparation.
   *
   * @param name short name
   * @param command program and arguments; the program is {@code java}
   * @param environment variables added to the launcher's own
   * @param log where its output goes
   * @param readiness tells when it is ready
   */
  public static Part java(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Readiness readiness) {
    return new Part(
        name,
        command,
        environment,
        "java",
        Signal.TERM,
        Duration.ofSeconds(20),
        LogFile.at(log),
        () -> {},
        readiness);
  }

  /** What has to be done before every start, such as removing a stale lock. */
  @FunctionalInterface
  public interface Preparation {

    /**
     * Prepares the start.
     *
     * @throws Exception when it cannot be done; the start then fails
     */
    void prepare() throws Exception;
  }

  /** Tells whether a started process does its work. */
  @FunctionalInterface
  public interface Readiness {

    /**
     * Asks once, without waiting for long.
     *
     * @return whether the part is ready
     * @throws Exception when it cannot be reached, which means not yet
     */
    boolean isReady() throws Exception;
  }
}
