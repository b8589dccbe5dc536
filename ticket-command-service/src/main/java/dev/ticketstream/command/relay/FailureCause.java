package dev.ticketstream.command.relay;

import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.springframework.dao.DataAccessException;

/** Why publishing stopped; a tag of the error metric. */
enum FailureCause {
  /** Kafka did not do what was asked, or not in time. */
  KAFKA,
  /** PostgreSQL did not. */
  DATABASE,
  /** Another leader took over. */
  FENCED,
  /** An operator has to decide. */
  REFUSED,
  /** Anything else: a defect. */
  UNEXPECTED;

  static FailureCause of(Throwable failure) {
    if (any(failure, RelayRefusedException.class)) {
      return REFUSED;
    }
    if (any(failure, ProducerFencedException.class)
        || any(failure, InvalidProducerEpochException.class)) {
      return FENCED;
    }
    if (any(failure, KafkaException.class)) {
      return KAFKA;
    }
    if (any(failure, DataAccessException.class) || any(failure, SQLException.class)) {
      return DATABASE;
    }
    return UNEXPECTED;
  }

  /** The tag's value. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean any(Throwable failure, Class<? extends Throwable> type) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .anyMatch(type::isInstance);
  }
}
