package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Has a session's tokens checked; a later one takes the place of one that is not decided. Only for
 * the event loop.
 */
final class TokenCheck {

  private static final Logger log = LoggerFactory.getLogger(TokenCheck.class);

  private final ConnectionAuthenticator authenticator;
  private final EventExecutor eventLoop;
  private @Nullable Disposable running;

  TokenCheck(ConnectionAuthenticator authenticator, EventExecutor eventLoop) {
    this.authenticator = authenticator;
    this.eventLoop = eventLoop;
  }

  /**
   * Checks what a client sent; one of the two is called on the event loop, unless {@link #stop} is
   * called before.
   */
  void start(Map<String, Object> payload, Consumer<Grant> granted, Consumer<CloseReason> refused) {
    stop();
    Disposable started =
        authenticator
            .authenticate(payload)
            .publishOn(Schedulers.fromExecutorService(eventLoop))
            .doFinally(_ -> running = null)
            .subscribe(granted, error -> refused.accept(reason(error)));
    if (!started.isDisposed()) {
      running = started;
    }
  }

  /** Does the same with a token that is to take the place of another, if it can. */
  void renew(
      Grant current,
      Map<String, Object> payload,
      Consumer<Grant> granted,
      Consumer<CloseReason> refused) {
    start(
        payload,
        fresh -> {
          CloseReason change = change(current, fresh);
          if (change == null) {
            granted.accept(fresh);
          } else {
            refused.accept(change);
          }
        },
        refused);
  }

  void stop() {
    Disposable current = running;
    running = null;
    if (current != null) {
      current.dispose();
    }
  }

  /** Whether a grant is still good: it may have been revoked since. */
  boolean isGood(Grant grant) {
    return authenticator.isGood(grant);
  }

  private static CloseReason reason(Throwable error) {
    if (error instanceof ConnectionRefusedException refused) {
      return refused.reason();
    }
    log.error("Authentication failed unexpectedly", error);
    return CloseReason.of(CloseCode.INTERNAL_ERROR);
  }

  /** Why a session cannot go on with another token; {@code null} if that gives the same rights. */
  private static @Nullable CloseReason change(Grant before, Grant after) {
    Viewer viewer = before.viewer();
    if (!viewer.id().equals(after.viewer().id())) {
      return new CloseReason(CloseCause.RIGHTS_CHANGED, "The token is another user's");
    }
    return viewer.roles().equals(after.viewer().roles())
            && viewer.teams().equals(after.viewer().teams())
        ? null
        : new CloseReason(CloseCause.RIGHTS_CHANGED, "Roles or teams changed: connect again");
  }
}
