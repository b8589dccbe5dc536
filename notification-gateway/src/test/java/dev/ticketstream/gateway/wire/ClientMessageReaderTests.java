package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageReaderTests {

  private static final int MESSAGES = 50_000;

  /** RFC 6455, 5.5: a close frame has a code of two bytes and a reason of at most 123. */
  private static final int REASON_BYTES_MAX = 123;

  @Test
  void readsOrRefusesWhateverComes() {
    long seed = System.nanoTime();
    HostileInput input = new HostileInput(seed);
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      String text = new String(input.message(), UTF_8);
      try {
        assertThat(ClientMessageReader.read(text)).isNotNull();
        read++;
      } catch (InvalidMessageException e) {
        assertThat(String.valueOf(e.getMessage()).getBytes(UTF_8).length)
            .describedAs("seed %d, reason for %s", seed, text)
            .isLessThanOrEqualTo(REASON_BYTES_MAX);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", message " + text, e);
      }
    }
    assertThat(read).describedAs("seed %d", seed).isBetween(MESSAGES / 100, MESSAGES / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"\\ud800\",\"type\":\"complete\"}",
        "{\"id\":\"a\\udc00\",\"type\":\"complete\"}",
        "{\"id\":\"\\udc00\\ud800\",\"type\":\"complete\"}"
      })
  void refusesAnIdThatCannotBeSentBack(String text) {
    assertThatThrownBy(() -> ClientMessageReader.read(text))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("'id'");
  }

  @Test
  void takesAnIdOfAnyCharacters() throws InvalidMessageException {
    assertThat(
            ClientMessageReader.read(
                "{\"id\":\"\\ud83d\\ude00\\u0000\\\"\",\"type\":\"complete\"}"))
        .isEqualTo(new ClientMessage.Complete("\ud83d\ude00\u0000\""));
  }
}
