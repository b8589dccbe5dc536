package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.issuer.DemoUser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers with what it was told, then always with success. */
final class FakeTransport implements Transport {

  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  FakeTransport(Reply... replies) {
    this.replies.addAll(List.of(replies));
  }

  @Override
  public synchronized Reply send(DemoUser actor, String body) {
    bodies.add(body);
    return replies.isEmpty() ? new Reply.Done("ticket", 1, false) : replies.remove();
  }

  List<String> bodies() {
    return bodies;
  }
}
