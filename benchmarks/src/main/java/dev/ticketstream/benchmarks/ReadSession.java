package dev.ticketstream.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** Sends one query after the other over HTTP. */
final class ReadSession implements Session {

  private final ReadScenario scenario;
  private final List<String> tokens;
  private final HttpConnection connection;
  private final SplittableRandom random;

  /**
   * @param scenario which query
   * @param tokens of who asks
   * @param port of the service
   * @param worker the thread's number
   */
  ReadSession(ReadScenario scenario, List<String> tokens, int port, int worker) {
    this.scenario = scenario;
    this.tokens = tokens;
    this.connection = new HttpConnection(port);
    this.random = new SplittableRandom(worker);
  }

  @Override
  public void run() throws IOException {
    String token = tokens.get(random.nextInt(tokens.size()));
    String answer =
        connection.exchange(
            GraphQlRequest.of(token, scenario.document(), scenario.variables().next(random)));
    if (!answer.contains(scenario.expected())) {
      throw new IOException("not answered: " + answer);
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
