package dev.ticketstream.gateway.graphql;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * Notes every error that is logged and, with Netty's leak detector at its most watchful, every
 * buffer that is lost, for as long as it is open.
 */
final class FaultWatch implements AutoCloseable {

  private static final int COLLECTIONS = 3;
  private static final int BUFFERS = 100;

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final ResourceLeakDetector.Level levelBefore = ResourceLeakDetector.getLevel();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final AppenderBase<ILoggingEvent> errors =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            faults.add("logged by " + event.getLoggerName() + ": " + event.getFormattedMessage());
          }
        }
      };

  FaultWatch() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ByteBufUtil.setLeakListener((type, records) -> faults.add("leaked " + type + records));
    errors.setContext(root.getLoggerContext());
    errors.start();
    root.addAppender(errors);
  }

  /** What was noted until now; lost buffers are found when they are collected. */
  List<String> faults() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      // The detector reports what it finds when the next buffers are made.
      for (int j = 0; j < BUFFERS; j++) {
        ByteBufAllocator.DEFAULT.directBuffer(1).release();
      }
    }
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    root.detachAppender(errors);
    errors.stop();
    ResourceLeakDetector.setLevel(levelBefore);
  }
}
