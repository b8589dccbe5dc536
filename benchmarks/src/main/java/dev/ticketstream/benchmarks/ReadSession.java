package dev.ticketstream.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/** Sends one query after the other over HTTP. */
final class ReadSession implements Session {

  private final ReadScenario scenario;
  private final List<String> tokens;
  private final HttpConnection connection;
  private final SplittableRandom random;
  private final LongAdder empty;

  /**
   * @param scenario which query
   * @param tokens of who asks
   * @param port of the service
   * @param worker the thread's number
   * @param empty counts answers without any ticket
   */
  ReadSession(ReadScenario scenario, List<String> tokens, int port, int worker, LongAdder empty) {
    this.scenario = scenario;
    this.tokens = tokens;
    this.connection = new HttpConnection(port);
    this.random = new SplittableRandom(worker);
    this.empty = empty;
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
    if (ReadScenario.isEmpty(answer)) {
      empty.increment();
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
