package dev.ticketstream.command.rebuild;

import dev.ticketstream.command.rebuild.RebuildBatches.BatchFailedException;
import dev.ticketstream.command.rebuild.RebuildBatches.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Works at the rebuild that is under way, whichever instance was asked for it. */
@Component
class RebuildRunner implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RebuildRunner.class);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

  private final RebuildBatches batches;
  private final RebuildLog progress;
  private final RebuildProperties properties;
  private volatile @Nullable ScheduledExecutorService thread;
  private volatile boolean stopping;

  /** Of the runner's one thread. */
  private boolean failing;

  /** Of the batch at hand, in a row; the thread's own. */
  private int failures;

  RebuildRunner(RebuildBatches batches, RebuildLog progress, RebuildProperties properties) {
    this.batches = batches;
    this.progress = progress;
    this.properties = properties;
  }

  /** Looks for work now and not only at the next interval. */
  void wake() {
    ScheduledExecutorService running = thread;
    if (running != null && !running.isShutdown()) {
      running.execute(this::work);
    }
  }

  @Override
  public void start() {
    stopping = false;
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("read-model-rebuild").daemon().factory());
    started.scheduleWithFixedDelay(
        this::work, 0, properties.checkInterval().toMillis(), TimeUnit.MILLISECONDS);
    thread = started;
  }

  /** The batch under way is finished, and another instance goes on with the next. */
  @Override
  public void stop() {
    stopping = true;
    ScheduledExecutorService running = thread;
    if (running == null) {
      return;
    }
    running.shutdown();
    try {
      if (!running.awaitTermination(properties.batchTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the read model's rebuild did not stop in time; it goes on at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    ScheduledExecutorService running = thread;
    return running != null && !running.isShutdown();
  }

  private void work() {
    try {
      workAtRebuild();
      failing = false;
    } catch (RuntimeException e) {
      // Once, and not at every look while the database is away.
      if (!failing) {
        log.warn(
            "cannot look for a rebuild of the read model, and goes on trying: {}", e.toString());
      }
      failing = true;
    }
  }

  private void workAtRebuild() {
    Instant nextLog = Instant.MIN;
    while (!stopping) {
      switch (next()) {
        case NOTHING -> {
          return;
        }
        case DONE -> {
          log.info("the read model was rebuilt: {}", newest());
          return;
        }
        case MORE -> {
          if (Instant.now().isAfter(nextLog)) {
            log.info("rebuilding the read model: {}", newest());
            nextLog = Instant.now().plus(LOG_INTERVAL);
          }
        }
      }
    }
    batches.release();
  }

  /**
   * After a failed batch there is nothing to do until the next look: what was in the way may go.
   */
  private Step next() {
    try {
      Step step = batches.next();
      failures = 0;
      return step;
    } catch (BatchFailedException e) {
      failures++;
      if (failures == properties.attempts()) {
        failures = 0;
        log.error("the read model's rebuild failed", e.getCause());
        batches.fail(e.reason());
      } else {
        log.warn("a batch of the read model's rebuild failed and is tried again: {}", e.reason());
      }
      return Step.NOTHING;
    }
  }

  private Object newest() {
    return progress.newest().<Object>map(found -> found).orElse("none");
  }
}
