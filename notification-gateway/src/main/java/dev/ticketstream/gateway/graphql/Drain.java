package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.wire.SessionRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** At shutdown: no new work, then the connections leave at an even pace, then all else stops. */
@Component
final class Drain implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private final SessionRegistry sessions;
  private final Duration drainTime;
  private final ApplicationEventPublisher events;
  private volatile boolean running;

  Drain(
      SessionRegistry sessions, ConnectionProperties properties, ApplicationEventPublisher events) {
    this.sessions = sessions;
    this.drainTime = properties.drainTime();
    this.events = events;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop(Runnable callback) {
    AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
    log.info("Closing {} connections over at most {}", sessions.size(), drainTime);
    sessions
        .drain(drainTime)
        .doFinally(
            _ -> {
              running = false;
              callback.run();
            })
        .subscribe();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server and the event streams stop: the highest phase stops first. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
