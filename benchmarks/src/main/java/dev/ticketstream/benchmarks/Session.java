package dev.ticketstream.benchmarks;

/**
 * One client: what a thread of the load does again and again, over a connection of its own. Not
 * thread-safe.
 */
interface Session extends AutoCloseable {

  /**
   * Does one thing and checks that it was done.
   *
   * @throws Exception when it was not; it counts as a failure
   */
  void run() throws Exception;

  @Override
  void close() throws Exception;

  /** Opens sessions. */
  interface Factory {

    /**
     * @param worker the thread's number, from 0
     */
    Session open(int worker) throws Exception;
  }
}
