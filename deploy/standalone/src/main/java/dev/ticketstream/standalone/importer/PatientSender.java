package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.issuer.DemoUser;
import dev.ticketstream.standalone.supervision.Backoff;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends a request again and again through restarts of the service, for as long as patience lasts.
 * Commands have ids, so sending one twice is harmless.
 */
final class PatientSender {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  /** Other writers may get in between; then the command is simply tried again. */
  private static final int CONFLICTS_MAX = 5;

  private final Transport transport;
  private final String address;
  private final Duration patience;
  private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
  private final AtomicLong retries = new AtomicLong();

  /**
   * @param transport the way to the service
   * @param address the service's address, for messages
   * @param patience how long to go on without a useful answer
   */
  PatientSender(Transport transport, String address, Duration patience) {
    this.transport = transport;
    this.address = address;
    this.patience = patience;
  }

  /** Notes that the service answers others. */
  void answered() {
    lastAnswer.set(System.nanoTime());
  }

  /** How many requests had to be sent again. */
  long retries() {
    return retries.get();
  }

  /**
   * Sends a request.
   *
   * @return {@link Reply.Done} or {@link Reply.Rejected}
   * @throws StandaloneException when patience is at an end, or the service is none
   */
  Reply send(DemoUser actor, String body) throws InterruptedException {
    long firstTry = System.nanoTime();
    int failures = 0;
    int conflicts = 0;
    while (true) {
      Reply reply = transport.send(actor, body);
      String reason;
      boolean answered;
      switch (reply) {
        case Reply.Done done -> {
          answered();
          return done;
        }
        case Reply.Rejected rejected -> {
          answered();
          if (!rejected.code().equals("CONFLICT") || ++conflicts > CONFLICTS_MAX) {
            return rejected;
          }
          reason = rejected.message();
          answered = true;
        }
        case Reply.TokenRefused _ -> {
          reason = "it does not accept the demo users' tokens";
          answered = true;
        }
        case Reply.Unavailable unavailable -> {
          reason = unavailable.reason();
          answered = unavailable.answered();
        }
        case Reply.Unusable unusable ->
            throw new StandaloneException(
                "%s is no command service: %s".formatted(address, unusable.reason()));
      }
      if (System.nanoTime() - firstTry > patience.toNanos()) {
        if (answered && lastAnswer.get() > firstTry) {
          return new Reply.Rejected("FAULT", reason);
        }
        throw new StandaloneException(
            "gave up on the command service at %s after %d s: %s; the same import can be started again"
                .formatted(address, patience.toSeconds(), reason));
      }
      retries.incrementAndGet();
      failures++;
      Thread.sleep(jittered(BACKOFF.after(failures)));
    }
  }

  private static Duration jittered(Duration wait) {
    return wait.multipliedBy(ThreadLocalRandom.current().nextInt(50, 101)).dividedBy(100);
  }
}
