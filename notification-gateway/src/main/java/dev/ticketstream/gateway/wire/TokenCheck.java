package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Has a session's tokens checked; a later one takes the place of one that is not decided. Only for
 * the event loop.
 */
final class TokenCheck {

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
  void start(Map<String, Object> payload, Consumer<Grant> granted, Consumer<Throwable> refused) {
    stop();
    Disposable started =
        authenticator
            .authenticate(payload)
            .publishOn(Schedulers.fromExecutorService(eventLoop))
            .doFinally(_ -> running = null)
            .subscribe(granted, refused);
    if (!started.isDisposed()) {
      running = started;
    }
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

  /**
   * Whether a session can go on with another token.
   *
   * @return why not, {@code null} if the user may do the same things with it as before
   */
  static @Nullable CloseReason change(Grant before, Grant after) {
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
