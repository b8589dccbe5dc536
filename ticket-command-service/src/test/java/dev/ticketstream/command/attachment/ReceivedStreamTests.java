package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReceivedStreamTests {

  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicLong metered = new AtomicLong();

  @Test
  void countsAndDigestsWhatPasses() throws IOException {
    ReceivedStream stream = stream(new ByteArrayInputStream(bytes("abc")), 3, LONG);
    assertThat(stream.readAllBytes()).asString().isEqualTo("abc");
    assertThat(stream.count()).isEqualTo(3).isEqualTo(metered.get());
    // FIPS 180-4's example
    assertThat(stream.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void refusesTheFirstByteTooMany() {
    ReceivedStream stream = stream(new ByteArrayInputStream(bytes("abcd")), 3, LONG);
    assertThat(refusal(stream)).isEqualTo(Refusal.FILE_TOO_LARGE);
    assertThat(refusal(stream)).as("once refused").isEqualTo(Refusal.FILE_TOO_LARGE);
  }

  @Test
  void refusesWhatTakesTooLong() {
    ReceivedStream stream = stream(new ByteArrayInputStream(bytes("abc")), 3, Duration.ofNanos(-1));
    assertThat(refusal(stream)).isEqualTo(Refusal.TIMEOUT);
  }

  @Test
  void tellsAStandstillFromABrokenConnection() {
    assertThat(refusal(stream(failing(new SocketTimeoutException()), 3, LONG)))
        .isEqualTo(Refusal.TIMEOUT);
    assertThat(refusal(stream(failing(new IOException(new SocketTimeoutException())), 3, LONG)))
        .isEqualTo(Refusal.TIMEOUT);
    assertThat(refusal(stream(failing(new EOFException()), 3, LONG))).isEqualTo(Refusal.CANCELLED);
  }

  @Test
  void drainingEndsAtTheLimit() {
    ByteArrayInputStream body = new ByteArrayInputStream(new byte[100_000]);
    stream(body, 20_000, LONG).drain();
    assertThat(body.available()).isBetween(60_000, 80_000);
  }

  private ReceivedStream stream(InputStream body, long sizeMax, Duration timeout) {
    return new ReceivedStream(body, sizeMax, timeout, metered::addAndGet);
  }

  private static Refusal refusal(ReceivedStream stream) {
    return catchThrowableOfType(TransferRefusedException.class, stream::readAllBytes).refusal();
  }

  private static InputStream failing(IOException failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw failure;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        throw failure;
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
