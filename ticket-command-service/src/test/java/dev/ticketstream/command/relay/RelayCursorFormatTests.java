package dev.ticketstream.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelayCursorFormatTests {

  private static final DatabaseIdentity DATABASE =
      new DatabaseIdentity("7412345678901234567/16384", 3);
  private static final UUID EVENT = UUID.fromString("0190b6a0-0000-7000-8000-000000000001");

  @Test
  void keepsEveryPartOfACursor() {
    RelayCursor cursor =
        new RelayCursor(
            DATABASE, "10:20:10,14,15", "30:40:31", 123_456_789_012L, EVENT, "seq:7#a = b");
    assertThat(RelayCursorFormat.decode(RelayCursorFormat.encode(cursor))).isEqualTo(cursor);
  }

  @Test
  void leavesOutWhatThereIsNot() {
    RelayCursor cursor = new RelayCursor(DATABASE, "10:20:", null, 0, null, null);
    byte[] bytes = RelayCursorFormat.encode(cursor);
    assertThat(new String(bytes, UTF_8))
        .isEqualTo(
            """
            format=1
            system=7412345678901234567/16384
            timeline=3
            previous=10:20:
            lastSeq=0\
            """);
    assertThat(RelayCursorFormat.decode(bytes)).isEqualTo(cursor);
  }

  @Test
  void ignoresWhatALaterVersionAdds() {
    RelayCursor cursor = new RelayCursor(DATABASE, "10:20:", null, 5, EVENT, null);
    String later = new String(RelayCursorFormat.encode(cursor), UTF_8) + "\nnew=1";
    assertThat(RelayCursorFormat.decode(later.getBytes(UTF_8))).isEqualTo(cursor);
  }

  @Test
  void refusesAnotherFormatAndSaysWhich() {
    assertThatThrownBy(() -> RelayCursorFormat.decode("format=2\nsystem=1/1".getBytes(UTF_8)))
        .isInstanceOf(RelayRefusedException.class)
        .hasMessageContaining("its format is 2, known is 1");
  }

  @Test
  void refusesWhatIsIncomplete() {
    assertThatThrownBy(
            () ->
                RelayCursorFormat.decode(
                    "format=1\nsystem=1/1\ntimeline=1\nlastSeq=0".getBytes(UTF_8)))
        .isInstanceOf(RelayRefusedException.class)
        .hasMessageContaining("previous is missing");
    assertThatThrownBy(
            () ->
                RelayCursorFormat.decode(
                    "format=1\nsystem=1/1\ntimeline=x\nprevious=3:3:\nlastSeq=0".getBytes(UTF_8)))
        .isInstanceOf(RelayRefusedException.class);
  }
}
