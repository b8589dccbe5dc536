package dev.ticketstream.standalone.supervision;

/** Puts a process's exit status into words. */
final class ExitStatus {

  private static final int KILLED = 128;

  private ExitStatus() {}

  /**
   * @param status as {@link Process#exitValue()} gives it: above 128, the signal that ended it
   */
  static String describe(int status) {
    return switch (status) {
      case KILLED + 9 -> "killed, signal 9";
      case KILLED + 15 -> "terminated, signal 15";
      case KILLED + 6 -> "aborted, signal 6";
      case KILLED + 11 -> "crashed, signal 11";
      default -> "exit status " + status;
    };
  }
}
