package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class FailureCauseTests {

  @Test
  void findsFencingBehindOtherKafkaFailures() {
    assertThat(FailureCause.of(new KafkaException(new ProducerFencedException("gone"))))
        .isEqualTo(FailureCause.FENCED);
    assertThat(FailureCause.of(new KafkaException(new InvalidProducerEpochException("old"))))
        .isEqualTo(FailureCause.FENCED);
  }

  @Test
  void tellsKafkaTheDatabaseAndDefectsApart() {
    assertThat(FailureCause.of(new KafkaException("no broker"))).isEqualTo(FailureCause.KAFKA);
    assertThat(FailureCause.of(new DataAccessResourceFailureException("no connection")))
        .isEqualTo(FailureCause.DATABASE);
    assertThat(FailureCause.of(new IllegalStateException(new SQLException("gone"))))
        .isEqualTo(FailureCause.DATABASE);
    assertThat(FailureCause.of(new RelayRefusedException("no"))).isEqualTo(FailureCause.REFUSED);
    assertThat(FailureCause.of(new NullPointerException())).isEqualTo(FailureCause.UNEXPECTED);
  }
}
