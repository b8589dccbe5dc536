package dev.ticketstream.testing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Ends what tests share when the JVM ends: after Spring has closed its contexts, whose clients
 * would wait for a server that is gone. Spring runs its handlers only in a JVM in which an
 * application was started; {@code spring.factories} names this class, so that it is told.
 */
final class JvmEnd implements ApplicationListener<ApplicationStartingEvent> {

  private static volatile boolean springEnds;

  /**
   * Has something done once, at the end.
   *
   * @param action what to do
   */
  static void run(Runnable action) {
    SpringApplication.getShutdownHandlers().add(action);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!springEnds) {
                    action.run();
                  }
                },
                "test-infrastructure-end"));
  }

  @Override
  public void onApplicationEvent(ApplicationStartingEvent event) {
    springEnds = true;
  }
}
