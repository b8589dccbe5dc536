package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTests {

  private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private Instant now = Instant.EPOCH;
  private final Clock clock = clock(() -> now);
  private final FailureLog failures = new FailureLog(clock);

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void unlisten() {
    logger.detachAppender(appender);
  }

  @Test
  void tellsOfALastingFailureOnceAMinute() {
    for (int second = 0; second < 150; second++) {
      now = Instant.ofEpochSecond(second);
      failures.failed(FailureCause.KAFKA, new KafkaException("no broker"));
    }
    assertThat(messages()).hasSize(3);
    assertThat(messages().getFirst()).contains("does not publish", "no broker");
    assertThat(messages().getLast()).contains("after 121 attempts");
  }

  @Test
  void tellsAtOnceOfAnotherCauseAndOfTheEnd() {
    failures.failed(FailureCause.KAFKA, new KafkaException("no broker"));
    failures.failed(FailureCause.REFUSED, new RelayRefusedException("decide"));
    failures.recovered();
    failures.recovered();
    assertThat(messages()).hasSize(3);
    assertThat(messages().getLast()).contains("publishes again, after 2 failed attempts");
  }

  private static Clock clock(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }

  private List<String> messages() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
