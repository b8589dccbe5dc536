package dev.ticketstream.benchmarks.fanout;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A contender's server and those who subscribe to it. Both can be had anew. */
final class Site implements AutoCloseable {

  private final Bench bench;
  private final Contender contender;
  private Server server;
  private @Nullable Rig rig;
  private @Nullable Seating seating;

  /** How subscribers come. */
  private interface Seating {
    Rig on(Server server) throws IOException, InterruptedException;
  }

  /** Starts the server. */
  Site(Bench bench, Contender contender) throws IOException, InterruptedException {
    this.bench = bench;
    this.contender = contender;
    this.server = bench.servers().start(contender);
  }

  Bench bench() {
    return bench;
  }

  Contender contender() {
    return contender;
  }

  Server server() {
    return server;
  }

  /** Lets those go who are there, and connects all of a desk. */
  Rig seat(Desk next) throws IOException, InterruptedException {
    return seat(server -> new Rig(server, next, 0).connect());
  }

  /**
   * Lets those go who are there, and connects all of a desk.
   *
   * @param next who comes
   * @param stalling how many of the last connections will stop reading
   */
  Rig seatStalling(Desk next, int stalling) throws IOException, InterruptedException {
    return seat(server -> new Rig(server, next, stalling).connect());
  }

  /**
   * Lets those go who are there, and connects the first of a desk, who get all of its events.
   *
   * @param next who comes
   * @param first how many do so now
   */
  Rig seatFirst(Desk next, int first) throws IOException, InterruptedException {
    return seat(
        server -> {
          Rig seated = new Rig(server, next, 0);
          seated.connect(first);
          seated.cover(first);
          return seated;
        });
  }

  private Rig seat(Seating next) throws IOException, InterruptedException {
    clear();
    seating = next;
    Rig seated = next.on(server);
    rig = seated;
    return seated;
  }

  /** Those who are there. */
  Rig rig() {
    if (rig == null) {
      throw new IllegalStateException("nobody has come");
    }
    return rig;
  }

  /**
   * Waits until the server has nothing left to do. A server that does not come back is replaced by
   * a new one, with the same subscribers.
   *
   * @return whether the server is another one, which has not been warmed up
   */
  boolean settle() throws IOException, InterruptedException {
    Seating here = seating;
    if (bench.settings().quick() || here == null || server.awaitIdle()) {
      return false;
    }
    bench.say("    the server does not come to rest, and is started anew");
    close();
    server = bench.servers().start(contender);
    seat(here);
    return true;
  }

  /** Lets those go who are there. */
  void clear() {
    if (rig != null) {
      rig.close();
      rig = null;
    }
  }

  @Override
  public void close() {
    Server ending = server;
    try (ending) {
      clear();
    }
  }
}
